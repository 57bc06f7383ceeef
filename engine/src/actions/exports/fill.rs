//! The content of a file, some dossiers at a time, as fast as the store takes it.

use super::cases;
use crate::adapters::db::exports::{self, Export, Ligne, Parts, lignes};
use crate::adapters::db::list::{self, Listing};
use crate::adapters::db::{Scope, fichiers::Fichier};
use crate::adapters::packing::{Archive, Workbook};
use crate::adapters::storage;
use crate::adapters::suite::Suite;
use crate::app::App;
use anyhow::Result;
use futures::TryStreamExt;
use guichet_domain::export::{Case, Col, Forme, csv};
use guichet_domain::ids::{ChampId, ProgrammeId};
use std::collections::BTreeSet;
use std::io;
use std::pin::pin;
use tokio::sync::mpsc::Sender;
use tokio_util::bytes::Bytes;

/// Dossiers read at a time.
const SOME: usize = 1_000;

/// Where dossiers come from.
pub(super) struct Source {
    /// The list they asked for, or chose the dossiers in.
    pub(super) listing: Listing,
    /// The champs they may take away.
    pub(super) champs: Vec<(ChampId, String)>,
}

/// What went into a file.
#[derive(Default)]
pub(super) struct Filled {
    /// Dossiers.
    pub(super) dossiers: i64,
    /// Their programmes.
    pub(super) programmes: BTreeSet<ProgrammeId>,
}

/// Where lines go.
enum Sheet {
    Text(Sender<io::Result<Bytes>>),
    Book(Workbook),
}

/// Sends the whole file there.
pub(super) async fn fill(app: &App, export: &Export, source: &Source, to: Sender<io::Result<Bytes>>) -> Result<Filled> {
    if export.forme == Forme::Zip {
        return pieces(app, export, source, Archive::start(to)).await;
    }
    let known = |col: &Col| !matches!(col, Col::Champ(id) if !source.champs.iter().any(|(champ, _)| champ == id));
    let cols: Vec<Col> = export.demande.cols().into_iter().filter(known).collect();
    let sheet = Sheet::start(export.forme, cases::head(&cols, &source.champs), to).await?;
    let (parts, catalogue) = (cases::parts(&cols), app.catalogue());
    let mut walk = Walk::start(app, export, source, parts).await?;
    while let Some(lignes) = walk.next().await? {
        sheet.add(lignes.iter().map(|ligne| cases::line(&catalogue, &cols, ligne)).collect()).await?;
    }
    sheet.end().await?;
    Ok(walk.filled)
}

async fn pieces(app: &App, export: &Export, source: &Source, archive: Archive) -> Result<Filled> {
    let mut walk = Walk::start(app, export, source, Parts { fichiers: true, ..Parts::default() }).await?;
    while let Some(lignes) = walk.next().await? {
        for ligne in &lignes {
            for (place, fichier) in (1..).zip(&ligne.fichiers) {
                let path = format!("{}/{}", ligne.numero, name(place, fichier));
                match app.storage.get(&fichier.programme, fichier.id, &fichier.object_key).await {
                    Ok(content) => {
                        let mut content = pin!(content);
                        archive.file(path).await?;
                        while let Some(bytes) = content.try_next().await? {
                            archive.piece(bytes).await?;
                        }
                    }
                    // Its bytes are gone: that is told at its place, and holds no other file back.
                    Err(storage::Error::NotFound) => archive.file(format!("{path}.absent.txt")).await?,
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }
    archive.end().await?;
    Ok(walk.filled)
}

/// `02-identite-ma_carte.pdf`: no name that a person chose can lead out of its folder.
fn name(place: usize, fichier: &Fichier) -> String {
    let own: String =
        fichier.nom.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    format!("{place:02}-{}-{own}", fichier.piece)
}

impl Sheet {
    async fn start(forme: Forme, head: Vec<String>, to: Sender<io::Result<Bytes>>) -> Result<Self> {
        if forme == Forme::Xlsx {
            return Ok(Self::Book(Workbook::start(head, to)));
        }
        let head: Vec<Case> = head.into_iter().map(Case::texte).collect();
        to.send(Ok(format!("{}{}", csv::BOM, csv::line(&head)).into())).await?;
        Ok(Self::Text(to))
    }

    async fn add(&self, lines: Vec<Vec<Case>>) -> Result<()> {
        match self {
            Self::Text(to) => to.send(Ok(lines.iter().map(|line| csv::line(line)).collect::<String>().into())).await?,
            Self::Book(book) => book.add(lines).await?,
        }
        Ok(())
    }

    async fn end(self) -> Result<()> {
        match self {
            Self::Text(_) => Ok(()),
            Self::Book(book) => Ok(book.end().await?),
        }
    }
}

/// The dossiers one after another, each once, in the order they were in when it began, and how far one is.
struct Walk<'a> {
    app: &'a App,
    export: &'a Export,
    scope: &'a Scope,
    parts: Parts,
    suite: Suite,
    filled: Filled,
}

impl<'a> Walk<'a> {
    async fn start(app: &'a App, export: &'a Export, source: &'a Source, parts: Parts) -> Result<Self> {
        let chosen = &export.demande.choisis;
        let among = (!chosen.is_empty()).then_some(chosen.as_slice());
        let suite = Suite::write_down(list::whole(&app.db, &source.listing, among).await?).await?;
        Ok(Self { app, export, scope: &source.listing.scope, parts, suite, filled: Filled::default() })
    }

    /// The next ones; none at the end.
    async fn next(&mut self) -> Result<Option<Vec<Ligne>>> {
        let ids = self.suite.next(SOME).await?;
        if ids.is_empty() {
            return Ok(None);
        }
        let lignes = lignes(&self.app.db, self.scope, &ids, self.parts).await?;
        self.filled.dossiers += i64::try_from(lignes.len())?;
        for ligne in &lignes {
            if !self.filled.programmes.contains(&ligne.programme) {
                self.filled.programmes.insert(ligne.programme.clone());
            }
        }
        exports::progress(&self.app.db, self.export.id, self.filled.dossiers).await?;
        Ok(Some(lignes))
    }
}
