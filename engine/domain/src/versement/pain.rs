//! The file of transfers that the bank takes: ISO 20022 `pain.001.001.09`, as the EPC's guidelines restrict it
//! for SEPA credit transfers (EPC132-08: euros, shared charges, IBAN alone, restricted characters). One payment
//! for the whole lot, one transaction a dossier, whose `EndToEndId` is the number of the dossier: it comes back
//! with what the bank answers.

use super::{compte, latin};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Longest name that the scheme carries, in characters.
const NOM_MAX: usize = 70;
/// Longest identifier.
const ID_MAX: usize = 35;
/// Longest unstructured remittance information.
const LIBELLE_MAX: usize = 140;

/// What the guidelines write where something asked for is not known.
const NOT_PROVIDED: &str = "NOTPROVIDED";

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debiteur {
    /// Name of the account's holder.
    pub nom: String,
    /// The account.
    pub iban: String,
    /// Its bank's BIC, where the bank wants it.
    pub bic: Option<String>,
}

/// Who is paid, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Virement {
    /// Comes back with the bank's answer: the number of the dossier.
    pub reference: String,
    /// Holder of the account.
    pub titulaire: String,
    /// The account.
    pub iban: String,
    /// The sum, in cents: more than nothing.
    pub centimes: i64,
    /// What the holder reads on the statement.
    pub libelle: String,
}

/// A lot of transfers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordre {
    /// Number of the lot: the bank refuses the same one twice.
    pub numero: String,
    /// When it was closed: the file is the same each time it is taken.
    pub created_at: DateTime<Utc>,
    /// The day the bank is asked to pay.
    pub execution: NaiveDate,
    /// Who pays.
    pub debiteur: Debiteur,
    /// Who is paid.
    pub virements: Vec<Virement>,
}

/// The whole file, in UTF-8.
#[must_use]
pub fn text(ordre: &Ordre) -> String {
    let total: i64 = ordre.virements.iter().map(|virement| virement.centimes).sum();
    let (count, sum) = (ordre.virements.len().to_string(), amount(total));
    let numero = latin(&ordre.numero, ID_MAX);
    let nom = latin(&ordre.debiteur.nom, NOM_MAX);
    let mut xml = Xml::new();
    xml.open("CstmrCdtTrfInitn");
    xml.open("GrpHdr");
    xml.leaf("MsgId", &numero);
    xml.leaf("CreDtTm", &ordre.created_at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    xml.leaf("NbOfTxs", &count);
    xml.leaf("CtrlSum", &sum);
    xml.within("InitgPty", |xml| xml.leaf("Nm", &nom));
    xml.close();
    xml.open("PmtInf");
    xml.leaf("PmtInfId", &numero);
    xml.leaf("PmtMtd", "TRF");
    xml.leaf("BtchBookg", "true");
    xml.leaf("NbOfTxs", &count);
    xml.leaf("CtrlSum", &sum);
    xml.within("PmtTpInf", |xml| xml.within("SvcLvl", |xml| xml.leaf("Cd", "SEPA")));
    xml.within("ReqdExctnDt", |xml| xml.leaf("Dt", &ordre.execution.to_string()));
    xml.within("Dbtr", |xml| xml.leaf("Nm", &nom));
    xml.within("DbtrAcct", |xml| xml.within("Id", |xml| xml.leaf("IBAN", &account(&ordre.debiteur.iban))));
    xml.within("DbtrAgt", |xml| xml.within("FinInstnId", |xml| bank(xml, ordre.debiteur.bic.as_deref())));
    xml.leaf("ChrgBr", "SLEV");
    for virement in &ordre.virements {
        xml.within("CdtTrfTxInf", |xml| transaction(xml, virement));
    }
    xml.close();
    xml.close();
    xml.end()
}

fn transaction(xml: &mut Xml, virement: &Virement) {
    xml.within("PmtId", |xml| xml.leaf("EndToEndId", &latin(&virement.reference, ID_MAX)));
    xml.within("Amt", |xml| xml.sum("InstdAmt", &amount(virement.centimes)));
    xml.within("Cdtr", |xml| xml.leaf("Nm", &holder(&virement.titulaire)));
    xml.within("CdtrAcct", |xml| xml.within("Id", |xml| xml.leaf("IBAN", &account(&virement.iban))));
    xml.within("RmtInf", |xml| xml.leaf("Ustrd", &latin(&virement.libelle, LIBELLE_MAX)));
}

/// A name that has none of the scheme's letters: an empty one would have the bank refuse the whole file.
fn holder(titulaire: &str) -> String {
    let name = latin(titulaire, NOM_MAX);
    if name.is_empty() { NOT_PROVIDED.to_owned() } else { name }
}

/// The guidelines want a bank named; « NOTPROVIDED » where the IBAN alone tells it.
fn bank(xml: &mut Xml, bic: Option<&str>) {
    match bic {
        Some(bic) => xml.leaf("BICFI", bic),
        None => xml.within("Othr", |xml| xml.leaf("Id", NOT_PROVIDED)),
    }
}

fn account(iban: &str) -> String {
    compte::verified(iban).unwrap_or_else(|_| iban.to_owned())
}

/// `1500.00`: to the cent, with a point.
fn amount(centimes: i64) -> String {
    format!("{}.{:02}", centimes / 100, centimes % 100)
}

/// A document being written, indented for who reads it.
struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    fn new() -> Self {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                    <Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">\n";
        Self { out: head.to_owned(), open: Vec::new() }
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len() + 1));
    }

    fn open(&mut self, name: &'static str) {
        self.indent();
        self.out.push_str(&format!("<{name}>\n"));
        self.open.push(name);
    }

    fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    fn within(&mut self, name: &'static str, write: impl FnOnce(&mut Self)) {
        self.open(name);
        write(self);
        self.close();
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.indent();
        self.out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
    }

    fn sum(&mut self, name: &str, text: &str) {
        self.indent();
        self.out.push_str(&format!("<{name} Ccy=\"EUR\">{}</{name}>\n", escaped(text)));
    }

    fn end(mut self) -> String {
        self.out.push_str("</Document>\n");
        self.out
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
