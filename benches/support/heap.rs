//! Counts what is allocated, by way of the system's allocator.
//!
//! Owns: the counters. Must not know: what is measured with them.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

fn grow(bytes: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    let held = HELD.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(held, Relaxed);
}

// SAFETY: everything is left to the system's allocator; the counters change nothing of what it is told or gives back.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        // SAFETY: the caller keeps to the contract of `alloc`, which is that of the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: `at` comes from `alloc` or `realloc` here, and so from the system's allocator.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grow(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as for `dealloc`; the caller keeps to the contract for `size`.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// What is held now; from here on the peak is counted anew.
pub fn mark() -> usize {
    let held = HELD.load(Relaxed);
    PEAK.store(held, Relaxed);
    held
}

/// Bytes held beyond `mark`, and the most that were.
pub fn since(mark: usize) -> (usize, usize) {
    (HELD.load(Relaxed).saturating_sub(mark), PEAK.load(Relaxed).saturating_sub(mark))
}

/// How often memory has been asked for.
pub fn allocations() -> usize {
    ALLOCATIONS.load(Relaxed)
}
