//! A net below the fuzz tests: a case that does not end is named and ends the test, which would else wait for ever.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// No case takes this long, on however slow a machine: the inputs have some kilobytes.
const TOO_LONG: Duration = Duration::from_mins(2);

/// The cases under way, by thread: since when, and what they are about.
static UNDER_WAY: Mutex<Vec<(std::thread::ThreadId, Instant, String)>> = Mutex::new(Vec::new());

/// Runs a case, seen by the watch.
pub(crate) fn watched<T>(input: &str, case: impl FnOnce() -> T) -> T {
    static WATCH: std::sync::Once = std::sync::Once::new();
    WATCH.call_once(|| {
        std::thread::spawn(watch);
    });
    let own = std::thread::current().id();
    let _ends = Ends(own);
    UNDER_WAY
        .lock()
        .unwrap()
        .push((own, Instant::now(), input.to_owned()));
    case()
}

/// Takes the case of a thread off the list, also when it panics.
struct Ends(std::thread::ThreadId);

impl Drop for Ends {
    fn drop(&mut self) {
        if let Ok(mut cases) = UNDER_WAY.lock() {
            cases.retain(|(thread, _, _)| *thread != self.0);
        }
    }
}

#[expect(
    clippy::print_stderr,
    reason = "nothing else can tell which case hangs"
)]
fn watch() {
    loop {
        std::thread::sleep(Duration::from_secs(5));
        let cases = UNDER_WAY.lock().unwrap();
        if let Some((_, _, input)) = cases
            .iter()
            .find(|(_, since, _)| since.elapsed() > TOO_LONG)
        {
            eprintln!("this input does not end:\n{input:?}");
            std::process::abort();
        }
    }
}
