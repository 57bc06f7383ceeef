//! A mail arrives as it was written, once, and nothing typed becomes a header.

use super::{Error, Letter, MailConfig, MailKind, Mailer, SmtpConfig, SmtpTls};
use std::path::Path;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn letter() -> Letter {
    Letter {
        at: "2020-11-20T10:00:00Z".parse().expect("a moment of the test"),
        message_id: "<0197-decision@fussat.example>".to_owned(),
        from_nom: "FUSSAT – Audiens".to_owned(),
        from: "ne-pas-repondre@fussat.example".to_owned(),
        to: "camille.martin@exemple.fr".to_owned(),
        reply_to: Some("fussat@audiens.example".to_owned()),
        subject: "Votre dossier est complet".to_owned(),
        text: "Bonjour Camille,\n\nVoir :\nhttps://fussat.example/dossiers/1\n".to_owned(),
        html: "<p>Bonjour <b>Camille</b></p>".to_owned(),
    }
}

fn eml(letter: &Letter) -> String {
    let message = letter.message().expect("a letter that can be sent");
    String::from_utf8(message.formatted()).expect("mails are ASCII")
}

fn emls(folder: &Path) -> Vec<String> {
    let paths = std::fs::read_dir(folder).expect("read").map(|entry| entry.expect("read").path());
    let emls = paths.filter(|path| path.extension().is_some_and(|extension| extension == "eml"));
    emls.map(|path| std::fs::read_to_string(path).expect("read")).collect()
}

#[tokio::test]
async fn a_mail_in_a_folder_is_read_back_and_sent_twice_it_is_one() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("courrier");
    let mailer = Mailer::Folder(path.clone());
    assert!(mailer.received().await.expect("no folder yet").is_empty());

    let other = Letter {
        message_id: "<0198@fussat.example>".to_owned(),
        at: letter().at + Duration::from_secs(60),
        ..letter()
    };
    mailer.send(&letter()).await.expect("sent");
    mailer.send(&letter()).await.expect("sent again");
    mailer.send(&other).await.expect("sent");

    let received = mailer.received().await.expect("read");
    assert_eq!(received.iter().map(|mail| mail.letter.clone()).collect::<Vec<_>>(), [other, letter()]);
    assert_eq!(received[0].links, ["https://fussat.example/dossiers/1"]);
    assert!(received[0].id.chars().all(|c| c.is_ascii_alphanumeric()));
    let shown = serde_json::to_value(&received[0]).expect("a template can show it");
    assert_eq!(shown["subject"], "Votre dossier est complet");
    let emls = emls(&path);
    assert_eq!(emls.len(), 2);
    let count = std::fs::read_dir(&path).expect("read").count();
    assert_eq!(count, 4, "no half-written file is left");
}

#[test]
fn a_mail_has_its_headers_and_both_its_bodies() {
    let eml = eml(&letter());
    for expected in [
        "Message-ID: <0197-decision@fussat.example>",
        "Date: Fri, 20 Nov 2020 10:00:00 +0000",
        "To: camille.martin@exemple.fr",
        "Reply-To: fussat@audiens.example",
        "Subject: Votre dossier est complet",
        "multipart/alternative",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
    ] {
        assert!(eml.contains(expected), "{expected} in\n{eml}");
    }
}

#[test]
fn nothing_typed_becomes_a_header() {
    let trap = "Camille\r\nBcc: tous@exemple.fr\n\r\u{2028}\0fin";
    let trapped = Letter { subject: trap.to_owned(), from_nom: trap.to_owned(), ..letter() };
    let eml = eml(&trapped);
    let headers = eml.split("\r\n\r\n").next().expect("there are headers");
    assert!(headers.lines().all(|line| !line.starts_with("Bcc")), "{headers}");
    assert!(headers.contains("Subject: Camille Bcc: tous@exemple.fr fin"), "{headers}");
}

#[test]
fn addresses_and_ids_that_are_not_are_refused_for_good() {
    let trap = "a@exemple.fr\r\nBcc: tous@exemple.fr";
    for letter in [
        Letter { to: trap.to_owned(), ..letter() },
        Letter { to: "a@exemple.fr, b@exemple.fr".to_owned(), ..letter() },
        Letter { reply_to: Some(trap.to_owned()), ..letter() },
        Letter { from: "personne".to_owned(), ..letter() },
        Letter { message_id: "a@b>\r\nBcc: c".to_owned(), ..letter() },
        Letter { message_id: String::new(), ..letter() },
    ] {
        let error = letter.message().expect_err("refused");
        assert!(!error.is_temporary(), "{error}");
        assert!(matches!(error, Error::Letter(_)));
    }
}

/// A server that takes one mail, or answers `rcpt` to the recipient; gives what it was told.
async fn server(rcpt: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let told = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("somebody comes");
        let mut told = String::new();
        answer(&mut stream, "220 test").await;
        let mut buffer = [0; 4096];
        let mut in_data = false;
        while let Ok(length @ 1..) = stream.read(&mut buffer).await {
            let heard = String::from_utf8_lossy(&buffer[..length]).into_owned();
            told.push_str(&heard);
            let reply = match () {
                () if in_data && !told.ends_with("\r\n.\r\n") => continue,
                () if heard.starts_with("DATA") => "354 go",
                () if heard.starts_with("RCPT") => rcpt,
                () if heard.starts_with("QUIT") => break,
                () => "250 ok",
            };
            in_data = reply.starts_with("354");
            answer(&mut stream, reply).await;
        }
        told
    });
    (port, told)
}

async fn answer(stream: &mut TcpStream, line: &str) {
    stream.write_all(format!("{line}\r\n").as_bytes()).await.expect("written");
}

fn mailer(port: u16) -> Mailer {
    let smtp = SmtpConfig {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        tls: SmtpTls::None,
        timeout_seconds: 2,
        ..SmtpConfig::default()
    };
    Mailer::open(&MailConfig { kind: MailKind::Smtp, smtp, ..MailConfig::default() }).expect("opens")
}

#[tokio::test]
async fn a_server_gets_the_mail() {
    let (port, told) = server("250 ok").await;
    let mailer = mailer(port);
    mailer.send(&letter()).await.expect("sent");
    drop(mailer);
    let told = told.await.expect("ended");
    assert!(told.contains("MAIL FROM:<ne-pas-repondre@fussat.example>"), "{told}");
    assert!(told.contains("RCPT TO:<camille.martin@exemple.fr>"), "{told}");
    assert!(told.contains("Message-ID: <0197-decision@fussat.example>"), "{told}");
}

#[tokio::test]
async fn what_the_server_refuses_for_good_is_not_tried_again() {
    for (reply, temporary) in [("550 no such user", false), ("451 later", true)] {
        let (port, _told) = server(reply).await;
        let error = mailer(port).send(&letter()).await.expect_err(reply);
        assert_eq!(error.is_temporary(), temporary, "{error}");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_or_says_nothing_is_tried_again() {
    let error = mailer(1).send(&letter()).await.expect_err("nobody listens");
    assert!(error.is_temporary());
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = silent.local_addr().expect("bound").port();
    let error = tokio::time::timeout(Duration::from_secs(10), mailer(port).send(&letter())).await;
    assert!(error.expect("gives up by itself").expect_err("nothing was said").is_temporary());
}

#[test]
fn settings_that_do_not_hold_together_are_refused() {
    let open = |smtp| Mailer::open(&MailConfig { kind: MailKind::Smtp, smtp, ..MailConfig::default() });
    assert!(open(SmtpConfig::default()).is_err(), "no host");
    let user = Some("guichet".to_owned());
    let clear = SmtpConfig { host: "mail.exemple.fr".to_owned(), tls: SmtpTls::None, user, ..SmtpConfig::default() };
    assert!(open(clear).is_err(), "a password in clear");
}
