//! `morgue schema`.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::exit::Exit;
use super::output::stdout;
use crate::export::postgres;
use crate::fields;

/// Print the fields and types of a record, for programs that read what `morgue extract` prints
#[derive(Debug, Args)]
pub struct Arguments {
    /// In which language
    #[arg(long = "as", value_enum, value_name = "LANGUAGE")]
    language: Language,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    /// A JSON Schema of the draft 2020-12
    JsonSchema,
    /// The columns of a table of Apache Spark
    SparkDdl,
    /// The tables of `morgue export --format postgres`, which have all that records have, in SQL
    Postgres,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let schema = match arguments.language {
        Language::JsonSchema => serde_json::to_string_pretty(&fields::json_schema())?,
        Language::SparkDdl => fields::spark_ddl(),
        Language::Postgres => postgres::ddl(),
    };
    let mut out = stdout();
    writeln!(out, "{schema}")?;
    out.flush()?;
    Ok(Exit::Well)
}
