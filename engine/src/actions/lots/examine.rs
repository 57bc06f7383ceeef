//! What a lot holds and what is to be said of it before it is closed: read in a constant number of queries.

use crate::actions::loaded;
use crate::adapters::db::dossiers::{self, Aide, Dossier};
use crate::adapters::db::empreintes::{self, Autre};
use crate::adapters::db::lots::{self, Ligne, Lot};
use crate::adapters::db::{ConnectionTrait, Scope};
use crate::app::App;
use anyhow::Result;
use guichet_domain::dossier::Etat;
use guichet_domain::empreinte::{Demande, Nature, cumul};
use guichet_domain::ids::{CampagneId, DossierId};
use guichet_domain::programme::{Kind, Version};
use guichet_domain::value::{Answers, Value};
use guichet_domain::versement::{self, Campagne, Contexte, Controle, EtatLot, Partage};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the money of a dossier goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordonnees {
    /// Holder of the account.
    pub titulaire: String,
    /// The account, in clear.
    pub iban: String,
}

/// A lot, looked through.
#[derive(Debug, Clone)]
pub struct Examen {
    /// Its lines, by number.
    pub lignes: Vec<(Ligne, Coordonnees)>,
    /// The checks, in order.
    pub controles: Vec<Controle>,
}

/// Looks through a lot: an open one is checked again, a closed one is read as it was frozen.
///
/// # Errors
/// The database, or a key that fails.
pub async fn look(app: &App, db: &impl ConnectionTrait, scope: &Scope, lot: &Lot) -> Result<Examen> {
    if lot.etat == EtatLot::Ouvert {
        return examine(app, db, scope, lot).await;
    }
    let open = |ligne: Ligne| {
        let iban = ligne.iban.as_deref().map(|sealed| app.keys.open_text(sealed, &super::binding(lot, ligne.dossier)));
        let there = Coordonnees {
            titulaire: ligne.titulaire.clone().unwrap_or_default(),
            iban: iban.transpose()?.unwrap_or_default(),
        };
        Ok((ligne, there))
    };
    Ok(Examen {
        lignes: lots::lignes(db, lot).await?.into_iter().map(open).collect::<Result<_>>()?,
        controles: serde_json::from_str(lot.controles.as_deref().unwrap_or("[]"))?,
    })
}

/// Looks through an open lot.
///
/// # Errors
/// The database, or a key that fails.
pub async fn examine(app: &App, db: &impl ConnectionTrait, scope: &Scope, lot: &Lot) -> Result<Examen> {
    let lignes = lots::lignes(db, lot).await?;
    let ids: Vec<DossierId> = lignes.iter().map(|ligne| ligne.dossier).collect();
    let rows: BTreeMap<DossierId, Dossier> =
        dossiers::many(db, scope, &ids).await?.into_iter().map(|row| (row.id, row)).collect();
    let shared = empreintes::of_many(db, scope, &ids).await?;
    let others = shared.values().flatten().filter(|other| other.etat == Etat::MisEnPaiement).map(|other| other.id);
    let all: Vec<DossierId> = ids.iter().copied().chain(others).collect();
    let aides = dossiers::aides(db, scope, &all).await?;
    let mut seen = vec![];
    let mut checked = vec![];
    for ligne in lignes {
        let Some(row) = rows.get(&ligne.dossier) else { continue };
        let (_, version) = loaded::rules(app, db, row).await?;
        let there = coordonnees(&version, &loaded::open_answers(app, &version, row)?, row);
        let around = shared.get(&row.id).map_or(&[][..], Vec::as_slice);
        checked.push(versement::Ligne {
            numero: row.numero.clone(),
            nom: row.nom.clone(),
            prenom: row.prenom.clone(),
            etat: row.etat,
            titulaire: there.titulaire.clone(),
            iban: there.iban.clone(),
            centimes: ligne.centimes,
            accorde: given(aides.get(&row.id)),
            versement_manque: row.versement_manque,
            partages: partages(&version, row, around, &aides),
        });
        seen.push((ligne, there));
    }
    let contexte = Contexte {
        campagnes: campagnes(app, db, lot, &seen).await?,
        debiteur: app.config.versements.of(&lot.programme).is_some(),
    };
    Ok(Examen { controles: versement::controles(&checked, &contexte), lignes: seen })
}

fn given(aides: Option<&Vec<Aide>>) -> i64 {
    aides.into_iter().flatten().filter_map(|aide| aide.centimes).sum()
}

/// The account and its holder: among what is asked once the aide is granted, the IBAN and the first text.
fn coordonnees(version: &Arc<Version>, answers: &Answers, row: &Dossier) -> Coordonnees {
    let asked = version.champs_de_versement();
    let text = |wanted: fn(&Kind) -> bool| {
        let champs = asked.iter().filter_map(|id| version.champ(id.as_str()));
        let mut given = champs.filter(|champ| wanted(&champ.kind)).map(|champ| answers.get(champ.id.as_str()));
        given.find_map(|value| match value {
            Some(Value::Texte(text)) => Some(text.clone()),
            _ => None,
        })
    };
    Coordonnees {
        titulaire: text(|kind| matches!(kind, Kind::Texte { .. }))
            .unwrap_or_else(|| format!("{} {}", row.prenom, row.nom)),
        iban: text(|kind| matches!(kind, Kind::Iban)).unwrap_or_default(),
    }
}

/// What a dossier shares with others that nobody set aside.
fn partages(
    version: &Version,
    row: &Dossier,
    around: &[Autre],
    aides: &BTreeMap<DossierId, Vec<Aide>>,
) -> Vec<Partage> {
    let demande = |id: DossierId, campagne: &CampagneId, demande_le| Demande {
        campagne: campagne.clone(),
        demande_le,
        aides: aides
            .get(&id)
            .into_iter()
            .flatten()
            .filter(|aide| aide.centimes.unwrap_or(0) > 0)
            .map(|aide| aide.aide.clone())
            .collect(),
    };
    let this = demande(row.id, &row.campagne, row.demande_le);
    let mut found = vec![];
    for other in around.iter().filter(|other| other.ecart.is_none()) {
        let person = other.partage.contains(&Nature::Nir) || other.partage.contains(&Nature::Identite);
        if other.partage.contains(&Nature::Iban) && !person {
            found.push(Partage::Iban(other.numero.clone()));
        }
        if person {
            found.push(Partage::Personne(other.numero.clone()));
        }
        if other.etat == Etat::MisEnPaiement && other.programme == row.programme {
            let theirs = demande(other.id, &other.campagne, other.demande_le);
            let twice = cumul(version, &other.partage, &this, &theirs);
            found.extend(
                twice.iter().map(|aide| Partage::DejaRecu(format!("{}, dossier {}", aide.libelle, other.numero))),
            );
        }
    }
    found
}

/// The money of the campagnes that a lot draws on.
async fn campagnes(
    app: &App,
    db: &impl ConnectionTrait,
    lot: &Lot,
    lignes: &[(Ligne, Coordonnees)],
) -> Result<Vec<Campagne>> {
    let spent = lots::spent(db, &lot.programme, lot.id).await?;
    let mut drawn: BTreeMap<&CampagneId, i64> = BTreeMap::new();
    for (ligne, _) in lignes {
        *drawn.entry(&ligne.campagne).or_insert(0) += ligne.centimes;
    }
    let catalogue = app.catalogue();
    let known = catalogue.get(&lot.programme).map(|programme| programme.campagnes.clone()).unwrap_or_default();
    let view = |(id, sum): (&CampagneId, i64)| {
        let campagne = known.iter().find(|campagne| campagne.id == *id)?;
        let budget = campagne.budget.and_then(|budget| (budget * Decimal::ONE_HUNDRED).to_i64());
        let engage = spent.get(id).copied().unwrap_or(0);
        Some(Campagne { libelle: campagne.libelle.clone(), budget, engage, lot: sum })
    };
    Ok(drawn.into_iter().filter_map(view).collect())
}
