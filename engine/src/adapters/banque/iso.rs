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
    /// What a report says of the whole of its order.
    group: Ensemble,
    /// What its block says for all of its transactions.
    block: Block,
}

/// A word on several transactions, where there is one.
#[derive(Debug, Clone, Default)]
struct Ensemble {
    statut: Option<Statut>,
    code: String,
    texte: String,
}

#[derive(Default)]
struct Block {
    lot: Option<String>,
    ensemble: Ensemble,
    /// Of an operation on the account: whether it came in, whether it is booked.
    credit: bool,
    pending: bool,
}

#[derive(Default)]
struct Transaction {
    reference: String,
    lot: Option<String>,
    statut: Option<Statut>,
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
            ("OrgnlGrpInfAndSts", Bout::Fin(..)) if report => self.keep(None, self.group.clone()),
            ("OrgnlPmtInfAndSts", Bout::Fin(..)) if report => {
                self.keep(self.block.lot.clone(), self.block.ensemble.clone());
            }
            ("TxInfAndSts" | "TxDtls", Bout::Fin(..)) => self.end(report)?,
            (name, Bout::Fin(text, devise)) if !text.is_empty() => match (&mut self.current, report) {
                (Some(current), true) => current.of_report(path, name, text, devise),
                (Some(current), false) => current.of_account(path, name, text, devise),
                (None, true) => self.of_order(path, name, text),
                (None, false) => self.entry(path, name, text),
            },
            _ => {}
        }
        Ok(())
    }

    /// A transaction is read; one without a reference names no line.
    fn end(&mut self, report: bool) -> Result<(), Illisible> {
        let Some(mut done) =
            self.current.take().filter(|done| !done.reference.is_empty() && done.reference != NOT_PROVIDED)
        else {
            return Ok(());
        };
        if self.fichier.retours.len() >= MOST {
            return Err(TOO_MANY);
        }
        let above = if self.block.ensemble.statut.is_some() { &self.block.ensemble } else { &self.group };
        let statut = match (report, done.credit.unwrap_or(self.block.credit)) {
            (true, _) => done.statut.or(above.statut).unwrap_or(Statut::EnCours),
            (false, _) if self.block.pending => Statut::EnCours,
            (false, false) if !done.returned => Statut::Paye,
            (false, _) => Statut::Rejete,
        };
        // Refused with all the others and for no reason of its own: theirs is its reason.
        let refused = (statut, above.statut) == (Statut::Rejete, Some(Statut::Rejete));
        let entier = report && refused && done.code.is_empty();
        if entier {
            done.code.clone_from(&above.code);
            if done.texte.is_empty() {
                done.texte.clone_from(&above.texte);
            }
        }
        self.fichier.retours.push(Retour {
            reference: done.reference,
            lot: done.lot.or_else(|| self.block.lot.clone()),
            statut,
            code: done.code,
            texte: done.texte,
            centimes: done.centimes,
            entier,
        });
        Ok(())
    }

    /// What a report says of the whole of an order, or of one of its blocks.
    fn of_order(&mut self, path: &[String], name: &str, text: &str) {
        let block = under(path, "OrgnlPmtInfAndSts");
        let ensemble = if block { &mut self.block.ensemble } else { &mut self.group };
        match name {
            "OrgnlMsgId" => self.fichier.lots.push(short(text)),
            "OrgnlPmtInfId" => {
                self.fichier.lots.push(short(text));
                self.block.lot = Some(short(text));
            }
            "CreDtTm" if under(path, "GrpHdr") => self.fichier.le = day(text),
            "GrpSts" | "PmtInfSts" => ensemble.statut = Some(Statut::of(text)),
            "Cd" | "Prtry" if reason(path, "StsRsnInf") && ensemble.code.is_empty() => ensemble.code = short(text),
            "AddtlInf" if parent(path, "StsRsnInf") => say(&mut ensemble.texte, text),
            _ => {}
        }
    }

    /// Keeps a word on several transactions, for those that are not named.
    fn keep(&mut self, lot: Option<String>, ensemble: Ensemble) {
        let Some(statut) = ensemble.statut else { return };
        let (code, texte) = (ensemble.code, ensemble.texte);
        let word = Retour { reference: String::new(), lot, statut, code, texte, centimes: None, entier: true };
        self.fichier.ensemble.push(word);
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
            "TxSts" => self.statut = Some(Statut::of(text)),
            "Cd" | "Prtry" if reason(path, "StsRsnInf") && self.code.is_empty() => self.code = short(text),
            "AddtlInf" if parent(path, "StsRsnInf") => say(&mut self.texte, text),
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
            "Cd" | "Prtry" if reason(path, "RtrInf") || reason(path, "RtrRsnInf") => {
                self.returned = true;
                self.code = short(text);
            }
            "AddtlInf" if parent(path, "RtrInf") || parent(path, "RtrRsnInf") => say(&mut self.texte, text),
            _ => {}
        }
    }

    /// The first sum told is that of the transaction; one that is no sum in euros is that of no line.
    fn sum(&mut self, text: &str, devise: Option<&str>) {
        let euros = devise.is_none_or(|devise| devise == "EUR");
        self.centimes.get_or_insert(centimes(text).filter(|_| euros).unwrap_or(0));
    }
}

/// Adds to the bank's words.
fn say(texte: &mut String, text: &str) {
    let both = if texte.is_empty() { text.to_owned() } else { format!("{texte} {text}") };
    *texte = short(&both);
}

/// Whether it is the reason itself: who gives it, beside it, has codes too.
fn reason(path: &[String], name: &str) -> bool {
    let above: Vec<&str> = path.iter().rev().skip(1).take(2).map(String::as_str).collect();
    above == ["Rsn", name]
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
