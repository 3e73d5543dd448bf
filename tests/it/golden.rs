//! Every sample as `explain` tells it, compared with what was read and accepted before.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use morgue::discover::{Filter, discover};
use morgue::ingest::{self, Options};
use morgue::record::Record;
use morgue::vocabulary::Vocabulary;

use crate::support::project;

/// The samples and their records, named by their paths below the project.
pub fn samples() -> Vec<(String, Record)> {
    let folder = project().join("sample_data");
    let mut found = discover(&[folder], &Filter::default()).unwrap().files;
    found
        .drain(..)
        .map(|file| {
            let mut record = ingest::record(&file, &Options::default());
            let below = file.path.strip_prefix(project()).unwrap();
            record.path = below.to_str().unwrap().replace('\\', "/");
            (record.path.strip_prefix("sample_data/").unwrap().to_owned(), record)
        })
        .collect()
}

fn snapshot_name(path: &str) -> String {
    path.replace('/', "__")
}

#[test]
fn samples_are_read_as_before() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (path, record) in samples() {
            insta::assert_snapshot!(
                snapshot_name(&path),
                morgue::explain::explain(&record, Vocabulary::builtin())
            );
        }
    });
}

#[test]
fn no_snapshot_is_left_over() {
    let samples: BTreeSet<PathBuf> =
        samples().iter().map(|(path, _)| PathBuf::from(format!("{}.snap", snapshot_name(path)))).collect();
    let folder = project().join("tests/it/snapshots");
    let snapshots: BTreeSet<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| PathBuf::from(entry.unwrap().file_name()))
        .filter(|name| name.extension() == Some(Path::new("snap").as_os_str()))
        .collect();
    assert_eq!(samples, snapshots);
}

#[test]
fn every_record_keeps_its_contract() {
    for (path, record) in samples() {
        assert_eq!(record.validate(), Ok(()), "{path}");
        let line = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&line).unwrap(), record, "{path}");
    }
}
