//! Times checking a workspace against reading and parsing its files, in turn, in one process:
//!
//! ```console
//! $ tests/bench/run 334 5 --check
//! $ cargo bench --bench check -- WORKSPACE [RUNS]
//! ```
//!
//! Parsing is the least that any check has to do: every file listed, read, decoded and parsed, on all processors.
//! Checking is the whole of `waybook check` up to the findings. A budget that is missed is printed, never asserted.

#![allow(clippy::print_stdout, reason = "the table is what it is for")]

use mimalloc::MiMalloc;
use rayon::prelude::*;
use std::error::Error;
use std::time::Instant;
use waybook::build::{self, Checked};
use waybook::document::markdown::Options;
use waybook::document::{self, Document, Kind};
use waybook::source::{FileId, Files, MAX_TEXT_BYTES, OsFiles, SitePath, SourceFile, decode};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How many times its parsing a check may take.
const BUDGET: f64 = 1.5;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` adds `--bench`.
    let mut arguments = std::env::args().skip(1).filter(|a| !a.starts_with("--"));
    let Some(workspace) = arguments.next() else {
        println!("usage: cargo bench --bench check -- WORKSPACE [RUNS]");
        return Ok(());
    };
    let runs: usize = arguments.next().map_or(Ok(5), |runs| runs.parse())?;
    let files = OsFiles::new(workspace);

    let (mut parsing, mut checking) = (Vec::new(), Vec::new());
    let (mut documents, mut findings) = (0, 0);
    // The first run warms up: the page cache, the allocator, the grammars for code.
    for run in 0..=runs.max(1) {
        let (parsed, parse) = timed(|| parse(&files))?;
        documents = parsed.len();
        drop(parsed);
        let (checked, check) = timed(|| check(&files))?;
        findings = checked.findings.len();
        drop(checked);
        if run > 0 {
            parsing.push(parse);
            checking.push(check);
        }
    }
    let (parse, check) = (Median::of(parsing), Median::of(checking));
    println!("{documents} documents, {findings} findings, {runs} runs, medians\n");
    println!("{:24}{:>10}{:>14}", "", "wall", "processor");
    for (label, median) in [("read and parse", &parse), ("check", &check)] {
        println!(
            "{label:24}{:>8.3} s{:>12.3} s",
            median.wall, median.processor
        );
    }
    let (wall, processor) = (check.wall / parse.wall, check.processor / parse.processor);
    let verdict = if wall <= BUDGET { "within" } else { "MISSED" };
    println!(
        "{:24}{wall:>10.2}{processor:>14.2}   budget: {BUDGET}, {verdict}",
        "check / parse"
    );
    Ok(())
}

/// Every document of the workspace, with its text, as a build reads them.
fn parse(files: &OsFiles) -> Result<Vec<(SourceFile, Document)>, Box<dyn Error>> {
    let roots = files.folders(&SitePath::new("content"))?;
    let listings: Vec<_> = roots.par_iter().map(|root| files.list(root)).collect();
    let mut wanted = Vec::new();
    for (root, listing) in roots.iter().zip(listings) {
        for path in listing?.files {
            if let Some(kind) = path.below(root).and_then(Kind::of) {
                wanted.push((path, kind));
            }
        }
    }
    let read = wanted.into_par_iter().map(|(path, kind)| {
        let text = decode(files.read(&path, MAX_TEXT_BYTES)?).text;
        let source = SourceFile { path, text };
        let (document, _) = document::read(FileId(0), &source, kind, &Options::default());
        Ok((source, document))
    });
    let read: Result<Vec<_>, waybook::source::SourceError> = read.collect();
    Ok(read?)
}

fn check(files: &OsFiles) -> Result<Checked, Box<dyn Error>> {
    let options = build::Options {
        site: None,
        base_url: None,
        theme: None,
        drafts: false,
        today: jiff::civil::date(2026, 11, 1),
        baseline: build::UseBaseline::Heed,
        progress: &build::Silent,
    };
    Ok(build::check(files, &options)?)
}

/// Seconds by the clock, and of all processors.
struct Seconds {
    wall: f64,
    processor: f64,
}

/// What some work gives, and how long it took.
fn timed<T>(
    work: impl FnOnce() -> Result<T, Box<dyn Error>>,
) -> Result<(T, Seconds), Box<dyn Error>> {
    let (before, began) = (processor(), Instant::now());
    let made = work()?;
    let wall = began.elapsed().as_secs_f64();
    let processor = processor() - before;
    Ok((made, Seconds { wall, processor }))
}

/// The processor time of this process so far, in seconds to the hundredth; 0 where there is no `/proc` to tell.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// The medians of some runs.
struct Median {
    wall: f64,
    processor: f64,
}

impl Median {
    fn of(runs: Vec<Seconds>) -> Self {
        let median = |mut numbers: Vec<f64>| {
            numbers.sort_by(f64::total_cmp);
            numbers[numbers.len() / 2]
        };
        Self {
            wall: median(runs.iter().map(|run| run.wall).collect()),
            processor: median(runs.iter().map(|run| run.processor).collect()),
        }
    }
}
