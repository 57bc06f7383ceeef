//! The messages of ISO 20022 in which a bank answers, whatever their version: the status report (`pain.002`), the
//! notice of operations (`camt.054`) and the statement (`camt.053`, `camt.052`).

use super::retour::{MOST, short};
use super::xml::{Bout, walk};
use super::{Illisible, retour::centimes};
use chrono::NaiveDate;
use guichet_domain::versement::retour::{Fichier, Retour, Statut};

const OTHER: Illisible = Illisible("Ce fichier XML n'est ni un pain.002, ni un camt.054, ni un camt.053.");
const TOO_MANY: Illisible = Illisible("Ce fichier compte trop d'opérations : 10 000 au plus.");
/// What a bank writes where it has no reference to give back.
const NOT_PROVIDED: &str = "NOTPROVIDED";

/// Reads one of them.
pub(super) fn read(text: &str) -> Result<Fichier, Illisible> {
    let mut lecture = Lecture::default();
    walk(text, |path, bout| lecture.take(path, bout))?;
    let mut fichier = lecture.fichier;
    fichier.lots.sort();
    fichier.lots.dedup();
    Ok(fichier)
}

#[derive(Default)]
struct Lecture {
    fichier: Fichier,
    /// The transaction at hand.
    current: Option<Transaction>,
    /// What its block says for all of its transactions.
    block: Block,
}

#[derive(Default)]
struct Block {
    lot: Option<String>,
    /// Of an operation on the account: whether it came in, whether it is booked.
    credit: bool,
    pending: bool,
}

#[derive(Default)]
struct Transaction {
    reference: String,
    lot: Option<String>,
    statut: String,
    code: String,
    texte: String,
    centimes: Option<i64>,
    credit: Option<bool>,
    returned: bool,
}

impl Lecture {
    fn take(&mut self, path: &[String], bout: Bout<'_>) -> Result<(), Illisible> {
        let [.., name] = path else { return Ok(()) };
        let report = match path.get(1).map(String::as_str) {
            Some("CstmrPmtStsRpt") => true,
            Some("BkToCstmrDbtCdtNtfctn" | "BkToCstmrStmt" | "BkToCstmrAcctRpt") => false,
            Some(_) => return Err(OTHER),
            None => return Ok(()),
        };
        match (name.as_str(), bout) {
            ("TxInfAndSts", Bout::Debut) if report => self.current = Some(Transaction::default()),
            ("TxDtls", Bout::Debut) if !report => self.current = Some(Transaction::default()),
            ("OrgnlPmtInfAndSts" | "Ntry", Bout::Debut) => self.block = Block::default(),
            ("TxInfAndSts" | "TxDtls", Bout::Fin(..)) => self.end(report)?,
            (name, Bout::Fin(text, devise)) if !text.is_empty() => match (&mut self.current, report) {
                (Some(current), true) => current.of_report(path, name, text, devise),
                (Some(current), false) => current.of_account(path, name, text, devise),
                (None, true) => self.whole(path, name, text),
                (None, false) => self.entry(path, name, text),
            },
            _ => {}
        }
        Ok(())
    }

    /// A transaction is read; one without a reference names no line.
    fn end(&mut self, report: bool) -> Result<(), Illisible> {
        let Some(done) =
            self.current.take().filter(|done| !done.reference.is_empty() && done.reference != NOT_PROVIDED)
        else {
            return Ok(());
        };
        if self.fichier.retours.len() >= MOST {
            return Err(TOO_MANY);
        }
        let statut = match (report, done.credit.unwrap_or(self.block.credit)) {
            (true, _) => Statut::of(&done.statut),
            (false, _) if self.block.pending => Statut::EnCours,
            (false, false) if !done.returned => Statut::Paye,
            (false, _) => Statut::Rejete,
        };
        self.fichier.retours.push(Retour {
            reference: done.reference,
            lot: done.lot.or_else(|| self.block.lot.clone()),
            statut,
            code: done.code,
            texte: done.texte,
            centimes: done.centimes,
        });
        Ok(())
    }

    /// What a report says of the whole of an order.
    fn whole(&mut self, path: &[String], name: &str, text: &str) {
        let fichier = &mut self.fichier;
        match name {
            "OrgnlMsgId" => fichier.lots.push(short(text)),
            "OrgnlPmtInfId" => {
                fichier.lots.push(short(text));
                self.block.lot = Some(short(text));
            }
            "CreDtTm" if under(path, "GrpHdr") => fichier.le = day(text),
            "GrpSts" | "PmtInfSts" => {
                let code = fichier.ensemble.as_ref().map(|whole| whole.code.clone()).unwrap_or_default();
                let lot = self.block.lot.clone();
                let (reference, texte) = (String::new(), String::new());
                fichier.ensemble =
                    Some(Retour { reference, lot, statut: Statut::of(text), code, texte, centimes: None });
            }
            "Cd" | "Prtry" if under(path, "StsRsnInf") => {
                if let Some(whole) = fichier.ensemble.as_mut().filter(|whole| whole.code.is_empty()) {
                    whole.code = short(text);
                }
            }
            _ => {}
        }
    }

    /// What a statement says of an operation, for the transactions it is made of.
    fn entry(&mut self, path: &[String], name: &str, text: &str) {
        match name {
            "CdtDbtInd" if parent(path, "Ntry") => self.block.credit = text == "CRDT",
            "Sts" if parent(path, "Ntry") => self.block.pending = text != "BOOK",
            "Cd" if parent(path, "Sts") && under(path, "Ntry") => self.block.pending = text != "BOOK",
            "PmtInfId" if under(path, "Btch") => self.block.lot = Some(short(text)),
            "CreDtTm" if under(path, "GrpHdr") => self.fichier.le = day(text),
            _ => {}
        }
    }
}

impl Transaction {
    fn of_report(&mut self, path: &[String], name: &str, text: &str, devise: Option<&str>) {
        match name {
            "OrgnlEndToEndId" => self.reference = short(text),
            "TxSts" => self.statut = text.to_owned(),
            "Cd" | "Prtry" if under(path, "StsRsnInf") && self.code.is_empty() => self.code = short(text),
            "AddtlInf" if under(path, "StsRsnInf") => self.say(text),
            "InstdAmt" | "IntrBkSttlmAmt" if under(path, "OrgnlTxRef") => self.sum(text, devise),
            _ => {}
        }
    }

    fn of_account(&mut self, path: &[String], name: &str, text: &str, devise: Option<&str>) {
        match name {
            "EndToEndId" if parent(path, "Refs") => self.reference = short(text),
            "PmtInfId" if parent(path, "Refs") => self.lot = Some(short(text)),
            "CdtDbtInd" if parent(path, "TxDtls") => self.credit = Some(text == "CRDT"),
            "Amt" if parent(path, "TxDtls") || parent(path, "TxAmt") => self.sum(text, devise),
            "Cd" | "Prtry" if under(path, "RtrInf") && parent(path, "Rsn") => {
                self.returned = true;
                self.code = short(text);
            }
            "AddtlInf" if under(path, "RtrInf") => self.say(text),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let both = if self.texte.is_empty() { text.to_owned() } else { format!("{} {text}", self.texte) };
        self.texte = short(&both);
    }

    /// The first sum told is that of the transaction; one that is no sum in euros is that of no line.
    fn sum(&mut self, text: &str, devise: Option<&str>) {
        let euros = devise.is_none_or(|devise| devise == "EUR");
        self.centimes.get_or_insert(centimes(text).filter(|_| euros).unwrap_or(0));
    }
}

fn under(path: &[String], name: &str) -> bool {
    path.iter().any(|element| element == name)
}

fn parent(path: &[String], name: &str) -> bool {
    path.iter().rev().nth(1).is_some_and(|element| element == name)
}

/// The day of « 2026-11-20T08:00:00 ».
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10).and_then(|day| day.parse().ok())
}
