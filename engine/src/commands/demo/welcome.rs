//! What the demo prints once it is ready: where everything is, and who may come in.

use super::folder::Folder;
use super::samples::{ACCOUNTS, BENEFICIAIRE, SHOWN_EMAIL, TO_FILL_EMAIL};
use crate::app::App;
use chrono::NaiveDate;
use guichet_domain::format;

/// The text.
pub(super) fn text(app: &App, folder: &Folder, le: Option<NaiveDate>) -> String {
    let config = &app.config;
    let catalogue = app.catalogue();
    let office = config.origin(&config.office_link_host());
    let mut lines = vec![String::new(), "Guichet, démonstration".to_owned(), String::new()];
    lines.push(match le {
        Some(day) => format!("Nous sommes le {} : les campagnes et les règles sont celles de ce jour.", format::date(day)),
        None => "Toutes les campagnes sont ouvertes, sous les règles les plus récentes. Le vrai calendrier : --le 2020-11-25".to_owned(),
    });
    lines.extend([String::new(), "Les sites".to_owned()]);
    for programme in catalogue.programmes.values() {
        lines.push(format!("  {:<20} {}", programme.nom, config.origin(&config.programme_host(programme))));
    }
    lines.push(format!("  {:<20} {office}", "Back office"));
    lines.push(format!("  {:<20} {office}/_courrier", "Courriels envoyés"));
    lines.extend([String::new(), "Les comptes du back office".to_owned()]);
    for account in &ACCOUNTS {
        lines.push(format!("  {:<27} {:<26} {}", account.email, account.password, account.role));
    }
    lines.extend([String::new(), "Les comptes de bénéficiaires, sur chaque site qui a des dossiers".to_owned()]);
    for (email, role) in
        [(SHOWN_EMAIL, "un dossier auquel il manque une pièce"), (TO_FILL_EMAIL, "un dossier à remplir")]
    {
        lines.push(format!("  {email:<27} {BENEFICIAIRE:<26} {role}"));
    }
    lines.extend([
        String::new(),
        format!("Les données restent dans {}. Pour arrêter : Ctrl-C.", folder.path().display()),
        String::new(),
    ]);
    lines.join("\n")
}
