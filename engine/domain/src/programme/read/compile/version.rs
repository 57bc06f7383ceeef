//! A file of rules to a [`Version`], part after part, in the order in which names become known.

use super::{aides, baremes, calculs, champs, cycles, form, motifs, pieces};
use crate::ids::ProgrammeId;
use crate::programme::fault::Fault;
use crate::programme::read::declared::VersionYaml;
use crate::programme::read::file::{File, fault_of};
use crate::programme::read::shape::{Flag, Shape, Text};
use crate::programme::read::yaml;
use crate::programme::{AConfirmer, Version};
use crate::rule::Names;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

/// A version, with what is said of it beside the rules.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The rules.
    pub(crate) version: Version,
    /// What is assumed in it.
    pub(crate) a_confirmer: Vec<AConfirmer>,
}

/// Reads the text of a version in force from a day.
pub(crate) fn compile(programme: &str, path: &str, text: &str, du: NaiveDate) -> Result<Compiled, Vec<Fault>> {
    let mut file = File::new(path, text);
    let declared = yaml::parse(&mut file).and_then(|root| VersionYaml::read(&root, &mut file));
    let Some(declared) = declared else {
        return Err(file.into_faults());
    };
    let (version, cycles) = version(programme, &declared, du, &mut file);
    let a_confirmer = assumptions(&declared, &file);
    let mut faults = file.into_faults();
    faults.extend(cycles);
    match version {
        Some(version) if faults.is_empty() => Ok(Compiled { version, a_confirmer }),
        None if faults.is_empty() => {
            Err(vec![fault_of(path, "ce fichier ne se lit pas.", "Comparez-le à celui d'un autre programme.")])
        }
        _ => Err(faults),
    }
}

fn version(
    programme: &str,
    declared: &VersionYaml,
    du: NaiveDate,
    file: &mut File<'_>,
) -> (Option<Version>, Vec<Fault>) {
    let mut names = Names::default();
    let champs_yaml = declared.champs.clone().unwrap_or_default();
    champs::name(&champs_yaml, &mut names, file);
    let baremes =
        declared.baremes.as_ref().map(|baremes| baremes::compile(baremes, &mut names, file)).unwrap_or_default();
    let calculs =
        declared.calculs.as_ref().map(|calculs| calculs::compile(calculs, &mut names, file)).unwrap_or_default();
    let champs = champs::compile(&champs_yaml, &names, file);
    let cycles = cycles::champs(&champs, file);

    let conditions_yaml = declared.conditions.clone().unwrap_or_default();
    let conditions = aides::conditions(&conditions_yaml, &names, file);
    let aides =
        declared.aides.as_ref().map(|aides| aides::aides(aides, &conditions_yaml, &names, file)).unwrap_or_default();

    let columns = champs_yaml.0.iter().flat_map(|(id, champ)| {
        let columns = champ.champs.iter().flat_map(|columns| &columns.0);
        columns.map(move |(column, _)| format!("{}.{}", id.text, column.text))
    });
    let provable: Vec<String> = champs_yaml.0.iter().map(|(id, _)| id.text.clone()).chain(columns).collect();
    let pieces =
        declared.pieces.as_ref().map(|pieces| pieces::compile(pieces, &provable, &names, file)).unwrap_or_default();
    let motifs = declared.motifs.as_ref().map(|motifs| motifs::compile(motifs, file)).unwrap_or_default();

    let textes = declared.textes.as_ref().map(|textes| motifs::textes(textes, &names, file)).unwrap_or_default();

    let ids: Vec<&Text> = champs_yaml.0.iter().map(|(id, _)| id).collect();
    let test = form::test(declared.test.as_deref().unwrap_or_default(), &ids, file);
    let formulaire = form::sections(declared.formulaire.as_deref().unwrap_or_default(), &ids, &names, file);
    form::check_asked(declared, file);
    form::check_late(declared, &conditions, &aides, file);

    let (Some(resume), Some(word)) = (&declared.resume, &declared.dossiers_en_cours) else {
        return (None, cycles);
    };
    let version = Version {
        programme: ProgrammeId(programme.to_owned()),
        du,
        resume: resume.text.clone(),
        dossiers_en_cours: word.meaning,
        champs,
        calculs,
        baremes,
        conditions,
        aides,
        pieces,
        motifs,
        textes,
        test,
        formulaire,
        texte: file.text.to_owned(),
        hash: hash(file.text),
    };
    (Some(version), cycles)
}

/// SHA-256 of a text, hexadecimal.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything marked « à confirmer », at its line.
fn assumptions(declared: &VersionYaml, file: &File<'_>) -> Vec<AConfirmer> {
    let mut found: Vec<AConfirmer> = Vec::new();
    let mut note = |group: &str, id: &Text, flag: Option<&Flag>| {
        if flag.is_some_and(|flag| flag.0) {
            let what = format!("{group}.{}", id.text);
            found.push(AConfirmer { file: file.path.to_owned(), line: file.line(id.place.start), what });
        }
    };
    for (id, champ) in declared.champs.iter().flat_map(|champs| &champs.0) {
        note("champs", id, champ.a_confirmer.as_ref());
        for (column, champ) in champ.champs.iter().flat_map(|columns| &columns.0) {
            note(&format!("champs.{}", id.text), column, champ.a_confirmer.as_ref());
        }
    }
    for (id, bareme) in declared.baremes.iter().flat_map(|baremes| &baremes.0) {
        note("baremes", id, bareme.a_confirmer.as_ref());
    }
    for (id, condition) in declared.conditions.iter().flat_map(|conditions| &conditions.0) {
        note("conditions", id, condition.a_confirmer.as_ref());
    }
    for (id, aide) in declared.aides.iter().flat_map(|aides| &aides.0) {
        note("aides", id, aide.a_confirmer.as_ref());
    }
    for (id, piece) in declared.pieces.iter().flat_map(|pieces| &pieces.0) {
        note("pieces", id, piece.a_confirmer.as_ref());
    }
    let free = declared.a_confirmer.iter().flatten();
    found.extend(free.map(|text| AConfirmer {
        file: file.path.to_owned(),
        line: file.line(text.place.start),
        what: text.text.clone(),
    }));
    found.sort_by_key(|assumed| assumed.line);
    found
}
