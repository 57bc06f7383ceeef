//! A workbook: typed cases, a head that stays in view, as many sheets as its lines need. What a cell holds
//! is words, never a formula. The rows wait in a temporary file that has no name, until the last is known.

use super::pipe::Pipe;
use super::{WAITING, gone};
use guichet_domain::export::Case;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};
use std::io::{self, Write};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;
use tokio_util::bytes::Bytes;

/// Lines of a sheet, its head included: no spreadsheet opens more.
const SHEET: u32 = 1_048_576;
/// Characters of a cell: no spreadsheet opens more.
const CELL: usize = 32_767;

enum Order {
    Lines(Vec<Vec<Case>>),
    End,
}

/// A workbook being made.
pub struct Workbook(Sender<Order>);

impl Workbook {
    /// Starts one with that head; its bytes go there.
    #[must_use]
    pub fn start(head: Vec<String>, to: Sender<io::Result<Bytes>>) -> Self {
        let (orders, received) = channel(WAITING);
        spawn_blocking(move || match write(&head, received, Pipe::new(to.clone())) {
            Ok(()) => {}
            Err(error) => Pipe::break_off(&to, io::Error::other(error)),
        });
        Self(orders)
    }

    /// Adds lines.
    ///
    /// # Errors
    /// When the workbook broke off.
    pub async fn add(&self, lines: Vec<Vec<Case>>) -> io::Result<()> {
        self.0.send(Order::Lines(lines)).await.map_err(|_| gone())
    }

    /// Nothing more comes: the workbook is closed and sent. Dropped without it, nothing is.
    ///
    /// # Errors
    /// When the workbook broke off.
    pub async fn end(self) -> io::Result<()> {
        self.0.send(Order::End).await.map_err(|_| gone())
    }
}

struct Formats {
    head: Format,
    euros: Format,
    day: Format,
}

fn write(head: &[String], mut orders: Receiver<Order>, mut to: Pipe) -> Result<(), XlsxError> {
    let formats = Formats {
        head: Format::new().set_bold(),
        euros: Format::new().set_num_format("# ##0.00"),
        day: Format::new().set_num_format("dd/mm/yyyy"),
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    let mut sheets = 0;
    let mut row = SHEET;
    let mut ended = false;
    while !ended {
        let lines = match orders.blocking_recv() {
            Some(Order::Lines(lines)) => lines,
            Some(Order::End) => {
                ended = true;
                vec![]
            }
            // Whoever made the file has given up.
            None => return Err(gone().into()),
        };
        if sheets == 0 {
            (sheets, row) = (1, begin(&mut book, head, &formats, 1)?);
        }
        for line in lines {
            if row == SHEET {
                sheets += 1;
                row = begin(&mut book, head, &formats, sheets)?;
            }
            let sheet = book.worksheet_from_index(sheets - 1)?;
            put(sheet, row, &line, &formats)?;
            row += 1;
        }
    }
    book.save_to_writer(&mut to)?;
    Ok(to.flush()?)
}

/// A new sheet with its head; gives the next row.
fn begin(
    book: &mut rust_xlsxwriter::Workbook,
    head: &[String],
    formats: &Formats,
    number: usize,
) -> Result<u32, XlsxError> {
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(if number == 1 { "Dossiers".to_owned() } else { format!("Dossiers {number}") })?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, libelle) in (0..).zip(head) {
        sheet.set_column_width(column, 18)?;
        sheet.write_string_with_format(0, column, libelle, &formats.head)?;
    }
    Ok(1)
}

fn put(sheet: &mut Worksheet, row: u32, line: &[Case], formats: &Formats) -> Result<(), XlsxError> {
    for (column, case) in (0..).zip(line) {
        match case {
            Case::Vide => {}
            Case::Texte(words) => {
                sheet.write_string(row, column, words.chars().take(CELL).collect::<String>())?;
            }
            Case::Nombre(number) => {
                sheet.write_number(row, column, number.to_f64().unwrap_or_default())?;
            }
            Case::Centimes(cents) => {
                let euros = rust_decimal::Decimal::new(*cents, 2).to_f64().unwrap_or_default();
                sheet.write_number_with_format(row, column, euros, &formats.euros)?;
            }
            Case::Jour(day) => match excel_day(*day) {
                Some(excel) => {
                    sheet.write_datetime_with_format(row, column, &excel, &formats.day)?;
                }
                // Excel knows no day before 1900.
                None => {
                    sheet.write_string(row, column, guichet_domain::format::date_courte(*day))?;
                }
            },
        }
    }
    Ok(())
}

fn excel_day(day: chrono::NaiveDate) -> Option<ExcelDateTime> {
    use chrono::Datelike;
    let (year, month, day) =
        (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}
