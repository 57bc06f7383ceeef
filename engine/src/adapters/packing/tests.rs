//! What was made is opened again, by another hand where there is one.

use super::{Archive, Workbook, way};
use calamine::{Data, Reader, Xlsx};
use futures::TryStreamExt;
use guichet_domain::export::Case;
use std::io::{Cursor, Read};
use tokio_util::bytes::Bytes;

async fn whole(stream: impl futures::Stream<Item = std::io::Result<Bytes>>) -> std::io::Result<Vec<u8>> {
    stream
        .try_fold(vec![], |mut all, piece| async move {
            all.extend_from_slice(&piece);
            Ok(all)
        })
        .await
}

#[tokio::test]
async fn a_workbook_keeps_its_types_and_runs_no_formula() {
    let (to, out) = way();
    let book = Workbook::start(vec!["Nom".into(), "Montant".into(), "Le".into()], to);
    let line =
        vec![Case::texte("=1+1"), Case::Centimes(150_050), Case::jour(chrono::NaiveDate::from_ymd_opt(2020, 11, 20))];
    let made = async {
        book.add(vec![line]).await?;
        book.end().await
    };
    let (made, bytes) = tokio::join!(made, whole(out));
    made.expect("made");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(bytes.expect("whole"))).expect("a workbook");
    let range = read.worksheet_range("Dossiers").expect("its sheet");
    assert_eq!(range.get((0, 0)), Some(&Data::String("Nom".into())));
    assert_eq!(range.get((1, 0)), Some(&Data::String("=1+1".into())), "words, not a formula");
    assert_eq!(range.get((1, 1)), Some(&Data::Float(1500.5)));
    assert!(
        matches!(range.get((1, 2)), Some(Data::DateTime(day)) if day.as_f64() == 44_155.0),
        "{:?}",
        range.get((1, 2))
    );
    assert!(read.worksheet_formula("Dossiers").expect("none").used_cells().next().is_none());
}

#[tokio::test]
async fn an_archive_gives_its_files_back_and_one_given_up_is_no_archive() {
    let (to, out) = way();
    let archive = Archive::start(to);
    let made = async {
        archive.file("FUS-2020-000001/identite.pdf".into()).await?;
        archive.piece(Bytes::from_static(b"%PDF-")).await?;
        archive.piece(Bytes::from_static(b"1.4")).await?;
        archive.file("FUS-2020-000002/vide.pdf".into()).await?;
        archive.end().await
    };
    let (made, bytes) = tokio::join!(made, whole(out));
    made.expect("made");
    let mut read = zip::ZipArchive::new(Cursor::new(bytes.expect("whole"))).expect("an archive");
    assert_eq!(read.len(), 2);
    let mut content = String::new();
    read.by_name("FUS-2020-000001/identite.pdf").expect("there").read_to_string(&mut content).expect("read");
    assert_eq!(content, "%PDF-1.4");

    let (to, out) = way();
    let archive = Archive::start(to);
    archive.file("a".into()).await.expect("begun");
    drop(archive);
    assert!(whole(out).await.is_err(), "whoever reads is told");
}
