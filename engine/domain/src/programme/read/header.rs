//! `programme.yaml` to the head of a programme: names, hosts, faces, contacts, conservation.

use super::declared::{ConservationYaml, Face, ProgrammeYaml};
use super::file::File;
use super::shape::{Block, Text, Whole};
use super::{campagnes, hosts};
use crate::programme::{AConfirmer, Campagne, Conservation, Contact, Expediteur, Faces};
use chrono::Months;

/// The delay where none is declared, in working days.
const DELAI: u32 = 15;

/// What `programme.yaml` says, checked.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) nom: String,
    pub(super) nom_complet: String,
    pub(super) resume: String,
    pub(super) hotes: Vec<Text>,
    pub(super) theme: String,
    pub(super) faces: Faces,
    pub(super) sigle: Option<Text>,
    pub(super) contact: Contact,
    pub(super) expediteur: Expediteur,
    pub(super) campagnes: Vec<Campagne>,
    pub(super) delai: u32,
    pub(super) conservation: Conservation,
    pub(super) a_confirmer: Vec<AConfirmer>,
}

/// The head of the programme; `None` after having said what is wrong.
pub(super) fn compile(declared: &ProgrammeYaml, file: &mut File<'_>) -> Option<Header> {
    let faces = faces(declared, file);
    hosts::check(declared.hotes.as_deref().unwrap_or_default(), declared.place(), file);
    check_theme(declared.theme.as_ref(), file);
    check_sigle(declared, faces, file);
    let campagnes = campagnes::compile(declared.campagnes.as_ref(), faces.dossiers.then_some(declared.place()), file);
    let contact = contact(declared, file);
    let expediteur = expediteur(declared, file);
    let delai = delai(declared.delai.as_ref(), file);
    let conservation = conservation(declared.conservation.as_ref(), file);
    Some(Header {
        nom: declared.nom.as_ref()?.text.clone(),
        nom_complet: declared.nom_complet.as_ref()?.text.clone(),
        resume: declared.resume.as_ref()?.text.clone(),
        hotes: declared.hotes.clone()?,
        theme: declared.theme.as_ref().map_or_else(|| "default".to_owned(), |theme| theme.text.clone()),
        faces,
        sigle: declared.sigle.clone(),
        contact: contact?,
        expediteur: expediteur?,
        campagnes,
        delai,
        conservation,
        a_confirmer: assumptions(declared, file),
    })
}

fn faces(declared: &ProgrammeYaml, file: &mut File<'_>) -> Faces {
    let words = declared.faces.as_deref().unwrap_or_default();
    let on = |face: Face| words.iter().any(|word| word.meaning == face);
    if let Some(first) = words.first().filter(|_| !on(Face::Pages)) {
        file.say(&first.place, "la face « pages » manque.", "Ajoutez-la : tout programme a des pages publiques.");
    }
    Faces { test: on(Face::Test), dossiers: on(Face::Dossiers) }
}

fn check_theme(theme: Option<&Text>, file: &mut File<'_>) {
    let shaped =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if let Some(theme) = theme.filter(|theme| !shaped(&theme.text)) {
        let message = format!("« {} » ne peut pas être le nom d'un thème.", theme.text);
        file.say(&theme.place, message, "Écrivez le nom de son dossier : minuscules, chiffres et tirets.");
    }
}

fn check_sigle(declared: &ProgrammeYaml, faces: Faces, file: &mut File<'_>) {
    match &declared.sigle {
        Some(sigle) if !((2..=5).contains(&sigle.text.len()) && sigle.text.chars().all(|c| c.is_ascii_uppercase())) => {
            let message = format!("« {} » ne peut pas commencer un numéro de dossier.", sigle.text);
            file.say(&sigle.place, message, "Écrivez de 2 à 5 capitales sans accent, par exemple FUS.");
        }
        None if faces.dossiers => {
            let advice = "Ajoutez « sigle: FUS » : le début des numéros de dossier.";
            file.say(declared.place(), "un programme qui reçoit des dossiers a un sigle.", advice);
        }
        _ => {}
    }
}

fn contact(declared: &ProgrammeYaml, file: &mut File<'_>) -> Option<Contact> {
    let contact = declared.contact.as_ref()?;
    let owned = |text: &Option<Text>| text.as_ref().map(|text| text.text.clone());
    Some(Contact {
        service: owned(&contact.service)?,
        courriel: courriel(contact.courriel.as_ref()?, file),
        telephone: owned(&contact.telephone),
        horaires: owned(&contact.horaires),
        adresse: owned(&contact.adresse),
    })
}

fn expediteur(declared: &ProgrammeYaml, file: &mut File<'_>) -> Option<Expediteur> {
    let expediteur = declared.expediteur.as_ref()?;
    let courriel = courriel(expediteur.courriel.as_ref()?, file);
    Some(Expediteur { nom: expediteur.nom.as_ref()?.text.clone(), courriel })
}

fn courriel(text: &Text, file: &mut File<'_>) -> String {
    let shaped = text.text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.text.contains(char::is_whitespace)
    });
    if !shaped {
        let message = format!("« {} » n'est pas une adresse de courriel.", text.text);
        file.say(&text.place, message, "Écrivez par exemple contact@audiens.example.");
    }
    text.text.clone()
}

/// Working days; a year has some 250.
fn delai(declared: Option<&Whole>, file: &mut File<'_>) -> u32 {
    let Some(whole) = declared else { return DELAI };
    let read = u32::try_from(whole.number).ok().filter(|days| (1..=250).contains(days));
    if read.is_none() {
        let message = format!("{} jours ouvrés ne peuvent pas être un délai.", whole.number);
        file.say(&whole.place, message, "Écrivez un nombre de jours ouvrés, de 1 à 250, par exemple 15.");
    }
    read.unwrap_or(DELAI)
}

fn conservation(declared: Option<&ConservationYaml>, file: &mut File<'_>) -> Conservation {
    let mut months = |text: Option<&Text>, usual: u32| {
        let Some(text) = text else {
            return Months::new(usual);
        };
        let read = text.text.split_once(' ').and_then(|(count, unit)| {
            let count: u32 = count.parse().ok().filter(|count| (1..=1200).contains(count))?;
            match unit.trim() {
                "mois" => Some(count),
                "an" | "ans" => Some(count * 12),
                _ => None,
            }
        });
        if read.is_none() {
            let message = format!("« {} » n'est pas une durée de conservation.", text.text);
            file.say(&text.place, message, "Écrivez un nombre de mois ou d'ans, par exemple « 3 mois ».");
        }
        Months::new(read.unwrap_or(usual))
    };
    Conservation {
        brouillon: months(declared.and_then(|keys| keys.brouillon.as_ref()), 3),
        clos: months(declared.and_then(|keys| keys.clos.as_ref()), 12),
    }
}

fn assumptions(declared: &ProgrammeYaml, file: &File<'_>) -> Vec<AConfirmer> {
    let note = |place: usize, what: String| AConfirmer { file: file.path.to_owned(), line: file.line(place), what };
    let campagnes = declared.campagnes.iter().flat_map(|campagnes| &campagnes.0);
    let assumed = campagnes.filter(|(_, campagne)| campagne.a_confirmer.as_ref().is_some_and(|flag| flag.0));
    let named = assumed.map(|(id, _)| note(id.place.start, format!("campagnes.{}", id.text)));
    let free = declared.a_confirmer.iter().flatten().map(|text| note(text.place.start, text.text.clone()));
    named.chain(free).collect()
}
