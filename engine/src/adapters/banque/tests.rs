//! Files of returns as banks write them, and as nobody should.

use super::read;
use guichet_domain::versement::retour::{Fichier, Retour, Statut};
use proptest::prelude::{any, prop_assert, proptest};

const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R-1</MsgId><CreDtTm>2026-11-20T08:00:00+01:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>VFUS-2026-001</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>VFUS-2026-001</OrgnlPmtInfId>
<TxInfAndSts><OrgnlEndToEndId>FUS-2026-000001</OrgnlEndToEndId><TxSts>RJCT</TxSts>
<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>COMPTE &amp; LIVRET</AddtlInf><AddtlInf>CLOS</AddtlInf></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">600.5</InstdAmt></Amt><PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf></OrgnlTxRef></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>FUS-2026-000002</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>FUS-2026-000003</OrgnlEndToEndId><TxSts>ACCP</TxSts></TxInfAndSts>
<TxInfAndSts><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"#;

const NOTICE: &str = r#"<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><CreDtTm>2026-11-21T08:00:00</CreDtTm></GrpHdr><Ntfctn>
<Ntry><Amt Ccy="EUR">1200.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>
<Btch><PmtInfId>VFUS-2026-001</PmtInfId></Btch>
<TxDtls><Refs><EndToEndId>FUS-2026-000001</EndToEndId></Refs><Amt Ccy="EUR">600.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
<TxDtls><Refs><EndToEndId>FUS-2026-000002</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="USD">600.00</Amt></TxAmt></AmtDtls></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls>
<Refs><EndToEndId>FUS-2026-000003</EndToEndId></Refs><RtrInf><Rsn><Cd>MD07</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
<Ntry><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts><NtryDtls><TxDtls><Refs><EndToEndId>FUS-2026-000004</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"#;

fn said(reference: &str, statut: Statut) -> Retour {
    let (code, texte) = (String::new(), String::new());
    Retour { reference: reference.into(), lot: None, statut, code, texte, centimes: None, entier: false }
}

fn rejected(reference: &str, code: &str, texte: &str) -> Retour {
    Retour { code: code.into(), texte: texte.into(), ..said(reference, Statut::Rejete) }
}

#[test]
fn a_status_report_tells_each_transaction() {
    let lot = Some("VFUS-2026-001".to_owned());
    let file = read(REPORT.as_bytes()).expect("a report");
    assert_eq!((file.lots, file.le), (vec!["VFUS-2026-001".to_owned()], "2026-11-20".parse().ok()));
    let first = rejected("FUS-2026-000001", "AC04", "COMPTE & LIVRET CLOS");
    let expected = [
        Retour { lot: lot.clone(), centimes: Some(60_050), ..first },
        Retour { lot: lot.clone(), ..said("FUS-2026-000002", Statut::Paye) },
        Retour { lot, ..said("FUS-2026-000003", Statut::EnCours) },
    ];
    assert_eq!(file.retours, expected);
    let whole: Vec<Statut> = file.ensemble.iter().map(|whole| whole.statut).collect();
    assert_eq!(whole, [Statut::EnCours], "PART is no end");
}

#[test]
fn an_order_may_be_refused_as_a_whole() {
    let whole = REPORT.split("<OrgnlGrpInfAndSts>").next().expect("a head");
    let whole = format!(
        "{whole}<OrgnlGrpInfAndSts><OrgnlMsgId>VFUS-2026-001</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn>\
         </StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>"
    );
    let file = read(whole.as_bytes()).expect("a report");
    assert_eq!((file.retours, file.ensemble), (vec![], vec![Retour { entier: true, ..rejected("", "FF01", "") }]));
}

/// A report of one group and some blocks.
fn blocks(group: &str, blocks: &[(&str, &str)]) -> Fichier {
    let block = |(lot, more): &(&str, &str)| {
        format!("<OrgnlPmtInfAndSts><OrgnlPmtInfId>{lot}</OrgnlPmtInfId>{more}</OrgnlPmtInfAndSts>")
    };
    let text = format!(
        "<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId>{group}</OrgnlGrpInfAndSts>{}\
         </CstmrPmtStsRpt></Document>",
        blocks.iter().map(block).collect::<String>()
    );
    read(text.as_bytes()).expect("a report")
}

#[test]
fn each_word_on_the_whole_is_kept_with_what_it_is_about() {
    const FF01: &str =
        "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn><AddtlInf>ENTETE</AddtlInf></StsRsnInf>";
    let paid = "<PmtInfSts>ACSC</PmtInfSts>";
    let file = blocks(FF01, &[("L1", "<PmtInfSts>PART</PmtInfSts>"), ("L2", paid), ("L3", "")]);
    let whole = |lot: &str, statut| Retour { lot: Some(lot.into()), entier: true, ..said("", statut) };
    let group = Retour { entier: true, ..rejected("", "FF01", "ENTETE") };
    assert_eq!(file.ensemble, [group, whole("L1", Statut::EnCours), whole("L2", Statut::Paye)]);
}

#[test]
fn a_transaction_without_a_status_has_that_of_its_block_or_of_all() {
    let one = |more: &str| format!("<TxInfAndSts><OrgnlEndToEndId>A</OrgnlEndToEndId>{more}</TxInfAndSts>");
    let rejected_group = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>";
    let own = "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>";
    let cases = [
        ("", "", "", Statut::EnCours, "", false),
        ("<GrpSts>ACSC</GrpSts>", "", "", Statut::Paye, "", false),
        ("<GrpSts>ACSC</GrpSts>", "<PmtInfSts>PART</PmtInfSts>", "", Statut::EnCours, "", false),
        (rejected_group, "", "", Statut::Rejete, "FF01", true),
        (rejected_group, "", "<TxSts>RJCT</TxSts>", Statut::Rejete, "FF01", true),
        (rejected_group, "", own, Statut::Rejete, "AC04", false),
        (rejected_group, "", "<TxSts>ACSC</TxSts>", Statut::Paye, "", false),
        ("", "<PmtInfSts>RJCT</PmtInfSts>", "", Statut::Rejete, "", true),
    ];
    for (group, block, more, statut, code, entier) in cases {
        let file = blocks(group, &[("L1", &format!("{block}{}", one(more)))]);
        let expected = Retour { lot: Some("L1".into()), code: code.into(), entier, ..said("A", statut) };
        assert_eq!(file.retours, [expected], "{group} {block} {more}");
    }
}

#[test]
fn who_gives_a_reason_is_not_the_reason() {
    const WHO: &str =
        "<Orgtr><Id><OrgId><Othr><SchmeNm><Cd>BANK</Cd><Prtry>CHEZ NOUS</Prtry></SchmeNm></Othr></OrgId></Id></Orgtr>";
    let reason = |code: &str| format!("<StsRsnInf>{WHO}<Rsn>{code}</Rsn></StsRsnInf>");
    let group = format!("<GrpSts>RJCT</GrpSts>{}", reason("<Prtry>NUIT</Prtry>"));
    let own = reason("<Cd>AC04</Cd>");
    let tx = format!("<TxInfAndSts><OrgnlEndToEndId>A</OrgnlEndToEndId><TxSts>RJCT</TxSts>{own}</TxInfAndSts>");
    let file = blocks(&group, &[("L1", &tx)]);
    let codes: Vec<&str> = file.ensemble.iter().chain(&file.retours).map(|word| word.code.as_str()).collect();
    assert_eq!(codes, ["NUIT", "AC04"]);
    for (name, end) in [("<RtrInf>", "</RtrInf>"), ("<RtrRsnInf>", "</RtrRsnInf>")] {
        let notice = NOTICE.replace("<RtrInf>", &format!("{name}{WHO}")).replace("</RtrInf>", end);
        let file = read(notice.as_bytes()).expect("a notice");
        assert_eq!(file.retours.get(2), Some(&rejected("FUS-2026-000003", "MD07", "")), "{name}");
    }
}

#[test]
fn a_notice_tells_what_left_the_account_and_what_came_back() {
    let file = read(NOTICE.as_bytes()).expect("a notice");
    let lot = Some("VFUS-2026-001".to_owned());
    let expected = [
        Retour { lot: lot.clone(), centimes: Some(60_000), ..said("FUS-2026-000001", Statut::Paye) },
        Retour { lot, centimes: Some(0), ..said("FUS-2026-000002", Statut::Paye) },
        rejected("FUS-2026-000003", "MD07", ""),
        said("FUS-2026-000004", Statut::EnCours),
    ];
    assert_eq!(file.retours, expected);
    assert!(file.lots.is_empty(), "a notice is about the account, not about one lot");
    let statement = NOTICE.replace("BkToCstmrDbtCdtNtfctn", "BkToCstmrStmt").replace("Ntfctn", "Stmt");
    assert_eq!(read(statement.as_bytes()).expect("a statement").retours, expected);
}

#[test]
fn a_list_tells_what_was_sent_back() {
    let list = "\u{feff}dossier;code;texte\r\nFUS-2026-000001;AC04;\"compte clos\"\r\n\r\nFUS-2026-000003;AC01\r\n";
    let retours = vec![rejected("FUS-2026-000001", "AC04", "compte clos"), rejected("FUS-2026-000003", "AC01", "")];
    assert_eq!(read(list.as_bytes()), Ok(Fichier { retours, ..Fichier::default() }));
}

#[test]
fn sums_are_read_to_the_cent_or_not_at_all() {
    for (text, cents) in [("600", Some(60_000)), ("600.5", Some(60_050)), ("0.01", Some(1)), ("600.500", Some(60_050))]
    {
        assert_eq!(super::retour::centimes(text), cents, "{text}");
    }
    for text in ["", ".5", "-1", "1e9", "6,00", "0.001", "9999999999999", "١"] {
        assert_eq!(super::retour::centimes(text), None, "{text}");
    }
}

#[test]
fn anything_else_is_refused_with_a_reason() {
    let entity = "<!DOCTYPE d [<!ENTITY a \"b\">]><Document/>";
    let laughs = REPORT.replace("COMPTE", "&lol;");
    let deep = "<a>".repeat(40) + &"</a>".repeat(40);
    let order = "<Document><CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn></Document>";
    let cut = &REPORT[..REPORT.len() / 2];
    for text in [
        "",
        "bonjour",
        "<Document>",
        "<Document/>",
        "dossier;code\n",
        entity,
        "a;;b",
        &laughs,
        &deep,
        order,
        cut,
        "<a></b>",
    ] {
        assert!(read(text.as_bytes()).is_err(), "{text}");
    }
    assert!(read(&[0xff, 0xfe, 0x00]).is_err());
}

proptest! {
    #[test]
    fn nonsense_is_refused_or_read_and_never_breaks(bytes in any::<Vec<u8>>()) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_report_that_was_spoilt_never_breaks(place in any::<proptest::sample::Index>(), put in ".{0,12}", drop in 0_usize..40) {
        for whole in [REPORT, NOTICE] {
            let at = place.index(whole.len());
            let spoilt = format!("{}{put}{}", &whole[..at], whole.get((at + drop).min(whole.len())..).unwrap_or_default());
            if let Ok(file) = read(spoilt.as_bytes()) {
                prop_assert!(file.retours.iter().all(|retour| retour.texte.chars().count() <= 200));
            }
        }
    }
}
