//! What agents do on a dossier, from the page they read: the form of each act, sent as it stands.

use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;
use guichet_domain::dossier::Avis;

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

/// Says what was seen of a pièce, by the form under it.
pub(crate) async fn examines(
    agent: &mut Visitor,
    dossier: &str,
    piece: &str,
    avis: Avis,
    motif: &str,
    precision: &str,
) -> Page {
    let page = agent.get(&format!("{dossier}?piece={piece}")).await;
    let action = format!("{dossier}/pieces/{piece}/examens");
    let mut forms = page.must_be(200).forms().into_iter().filter(|form| form.action == action);
    match avis {
        Avis::Acceptee => {
            let accept = forms.find(|form| !form.has("motif")).expect("one may accept");
            agent.submit(accept.with("avis", avis.code())).await
        }
        Avis::Refusee => {
            let refuse = forms.find(|form| form.has("motif")).expect("one may refuse");
            agent.submit(refuse.set("motif", motif).set("precision", precision)).await
        }
    }
}
