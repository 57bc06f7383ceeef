//! What a bénéficiaire does, page by page, as a browser would: each step starts from the form or the link
//! that the page shows.

use super::reponses::Reponses;
use crate::kit::form::Form;
use crate::kit::page::Page;
use crate::kit::visitor::Visitor;
use crate::kit::world::{World, link_in};

/// The password of every bénéficiaire.
pub(crate) const PASSWORD: &str = "une belle phrase assez longue";

/// The smallest PDF that is one.
pub(crate) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A person who asks for an aide.
pub(crate) struct Beneficiaire {
    pub(crate) visitor: Visitor,
    pub(crate) email: String,
    pub(crate) reponses: Reponses,
}

impl Beneficiaire {
    /// Somebody before the home page of a programme, on the day they ask.
    pub(crate) fn arrives(world: &World, programme: &str, name: &str, reponses: Reponses) -> Self {
        world.set_day(reponses.jour);
        Self { visitor: world.visitor(programme), email: format!("{name}@exemple.fr"), reponses }
    }

    /// From the first question to a dossier that waits for a conseiller; gives its address.
    pub(crate) async fn submits_a_dossier(&mut self, world: &World) -> String {
        self.takes_the_test().await;
        self.registers(world).await;
        let dossier = self.opens_a_dossier().await;
        self.fills_the_form(&dossier).await;
        self.adds_the_pieces(&format!("{dossier}/pieces")).await;
        self.asks_for_validation(&dossier).await.must_be(200).must_say("En attente de validation");
        dossier
    }

    /// Answers every question of the test; gives the verdict.
    pub(crate) async fn takes_the_test(&mut self) -> Page {
        let mut page = self.visitor.get("/test").await;
        for _ in 0..60 {
            if page.path.starts_with("/test/verdict") {
                return page;
            }
            page.must_be(200);
            page = self.visitor.submit(self.reponses.fill(page.form("/test"))).await;
        }
        panic!("le test ne finit pas : {}", page.text());
    }

    /// Makes an account and confirms its address by the link of the mail, which signs in.
    pub(crate) async fn registers(&mut self, world: &World) {
        let page = self.visitor.get("/inscription").await;
        let form = page.form("/inscription").set("prenom", "Camille").set("nom", "Exemple").set("email", &self.email);
        let sent = self.visitor.submit(form.set("mot_de_passe", PASSWORD).set("lu", "oui")).await;
        assert_eq!(sent.path, "/inscription/envoyee", "{}", sent.text());
        let mails = world.mails_to(&self.email).await;
        let confirmation = link_in(mails.last().expect("a mail to confirm the address"), "/confirmation/");
        let page = self.visitor.get(&confirmation).await;
        let confirmed = self.visitor.submit(page.form(&confirmation).set("mot_de_passe", PASSWORD)).await;
        assert_eq!(confirmed.path, "/tableau-de-bord", "confirming signs in: {}", confirmed.text());
    }

    /// Opens a dossier from the dashboard; gives its address.
    pub(crate) async fn opens_a_dossier(&mut self) -> String {
        let page = self.visitor.get("/tableau-de-bord").await;
        let opened = self.visitor.submit(page.form("/dossiers")).await;
        opened.must_be(200);
        let link = opened
            .links()
            .into_iter()
            .find(|href| href.starts_with("/dossiers/") && href.len() >= "/dossiers/".len() + 36);
        let link = link.unwrap_or_else(|| panic!("le dossier n'est pas ouvert : {}", opened.text()));
        link.chars().take("/dossiers/".len() + 36).collect()
    }

    /// Fills in every section that the dossier shows, and those that appear meanwhile.
    pub(crate) async fn fills_the_form(&mut self, dossier: &str) {
        let mut done = Vec::new();
        while let Some(section) = self.next_section(dossier, &done).await {
            self.fills_a_section(&section).await;
            done.push(section);
        }
        assert!(!done.is_empty(), "le dossier ne montre aucune section à remplir");
    }

    async fn next_section(&mut self, dossier: &str, done: &[String]) -> Option<String> {
        let page = self.visitor.get(dossier).await;
        page.must_be(200);
        let links = page.links().into_iter().map(|href| href.split(['#', '?']).next().unwrap_or_default().to_owned());
        let start = format!("{dossier}/sections/");
        links.filter(|href| href.starts_with(&start)).find(|href| !done.contains(href))
    }

    /// Fills in one section, adds the rows it needs, and says that it is finished.
    pub(crate) async fn fills_a_section(&mut self, section: &str) {
        let page = self.visitor.get(section).await;
        page.must_be(200);
        let form = self.with_rows(section, page.form(section)).await;
        let saved = self.visitor.submit(self.reponses.fill(form).set("suite", "terminer")).await;
        saved.must_be(200);
        assert_ne!(saved.path, section, "la section n'est pas finie :\n{}", saved.text());
    }

    /// Presses « Ajouter » until each liste has the rows that the person fills in.
    async fn with_rows(&mut self, section: &str, mut form: Form) -> Form {
        loop {
            let lacking =
                self.reponses.rows(&form).find(|(liste, count)| !form.asks(&format!("{liste}.{}", count - 1)));
            let Some((liste, _)) = lacking else { return form };
            let liste = liste.to_owned();
            let before = form.names.len();
            let page = self.visitor.submit(self.reponses_so_far(form).set("ajouter", &liste)).await;
            form = page.form(section);
            assert!(form.names.len() > before, "« Ajouter » n'ajoute rien à {liste} :\n{}", page.text());
        }
    }

    /// What is typed in the rows already there: adding another must keep it.
    fn reponses_so_far(&self, form: Form) -> Form {
        let there: Vec<_> = self.reponses.reponses.iter().filter(|(champ, _)| form.asks(champ)).collect();
        there.into_iter().fold(form, |form, (champ, typed)| match typed {
            crate::kit::form::Typed::Rows(rows) => {
                let shown =
                    rows.iter().enumerate().take_while(|(place, _)| form.asks(&format!("{champ}.{place}"))).count();
                form.answer(champ, &crate::kit::form::Typed::Rows(rows[..shown].to_vec()))
            }
            typed => form.answer(champ, typed),
        })
    }

    /// Deposits a file for each pièce that a page asks.
    pub(crate) async fn adds_the_pieces(&mut self, path: &str) {
        let page = self.visitor.get(path).await;
        page.must_be(200);
        let drops: Vec<Form> = page.forms().into_iter().filter(|form| !form.files.is_empty()).collect();
        assert!(!drops.is_empty(), "aucune pièce n'est demandée sur {path}");
        for drop in drops {
            let added = self.visitor.upload(&drop.action, &drop.files[0], "pièce d'exemple.pdf", PDF).await;
            added.must_be(200).must_say("pièce d'exemple.pdf");
        }
    }

    /// « Demander la validation de mon dossier ».
    pub(crate) async fn asks_for_validation(&mut self, dossier: &str) -> Page {
        let page = self.visitor.get(dossier).await;
        self.visitor.submit(page.form(&format!("{dossier}/soumission"))).await
    }

    /// Answers what a conseiller asked, on the page made for it, and sends the dossier again.
    pub(crate) async fn answers_the_complement(&mut self, dossier: &str) -> Page {
        let path = format!("{dossier}/complement");
        self.adds_the_pieces(&path).await;
        let page = self.visitor.get(&path).await;
        let form = self.reponses.fill(page.form(&path));
        self.visitor.submit(form.set("envoyer", "1")).await
    }

    /// Gives the bank details once the aide is granted: the form of that moment, and its pièce.
    pub(crate) async fn gives_the_bank_details(&mut self, dossier: &str) {
        self.gives_the_bank_details_again(dossier).await;
        let pieces = format!("{dossier}/pieces");
        // A programme may ask for no pièce at that moment.
        if self.visitor.get(&pieces).await.forms().iter().any(|form| !form.files.is_empty()) {
            self.adds_the_pieces(&pieces).await;
        }
    }

    /// The same once their pièce is already there.
    pub(crate) async fn gives_the_bank_details_again(&mut self, dossier: &str) {
        let page = self.visitor.get(dossier).await;
        let sections = page.links().into_iter().filter(|href| href.starts_with(&format!("{dossier}/sections/")));
        let mut asked = false;
        for section in sections.collect::<std::collections::BTreeSet<_>>() {
            let section = section.split('#').next().unwrap_or_default();
            let page = self.visitor.get(section).await;
            if page.forms().iter().any(|form| form.action == section && form.has("iban")) {
                self.fills_a_section(section).await;
                asked = true;
                break;
            }
        }
        assert!(asked, "les coordonnées bancaires ne sont pas demandées :\n{}", page.text());
    }
}
