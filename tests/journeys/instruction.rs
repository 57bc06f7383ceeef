//! What agents do on a dossier, from the page they read: the form of each act, sent as it stands.

use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;

/// The forms of acts are sent there, below the dossier's address.
pub(crate) async fn act(agent: &mut Visitor, dossier: &str, act: &str, write: impl FnOnce(Form) -> Form) -> Page {
    let page = agent.get(dossier).await;
    page.must_be(200);
    agent.submit(write(page.form(&format!("{dossier}/{act}")))).await
}

/// The address of the dossier that stands in the queue under that numéro or address.
pub(crate) async fn dossier_of(agent: &mut Visitor, words: &str) -> String {
    let words = words.replace('@', "%40");
    let list = agent.get(&format!("/dossiers?texte={words}")).await;
    list.must_be(200);
    let link = list.link("/dossiers/");
    link.split('?').next().unwrap_or_default().to_owned()
}

/// Asks for one pièce and one answer again.
pub(crate) async fn asks_for_a_complement(agent: &mut Visitor, dossier: &str, piece: &str, champ: &str) -> Page {
    let page = agent.get(&format!("{dossier}/complement")).await;
    page.must_be(200);
    let form = page.form(&format!("{dossier}/complements"));
    let form = form.set("piece", piece).set("champ", champ).set("message", "Merci de joindre un document lisible.");
    agent.submit(form).await
}
