//! A piece of text as it was shown: what it says and where it stands.

use super::matrix::Matrix;

/// A piece of text on a page. Along and across are measured in the direction in which it runs, so that turned pages
/// read like others.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    /// What it says.
    pub text: String,
    /// Where it begins, along its line.
    pub begin: f32,
    /// Where it ends, along its line.
    pub end: f32,
    /// The place of its line; falls from line to line.
    pub across: f32,
    /// The height of its letters.
    pub size: f32,
    /// In which direction it runs, degrees, rounded.
    pub turn: i16,
}

impl Shown {
    /// A text that was shown from one place to another; `None` where the place is no number.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an angle in degrees is small"
    )]
    pub fn between(text: String, size: f32, from: Matrix, to: Matrix) -> Option<Self> {
        let [right_x, right_y, up_x, up_y, x, y] = from.0;
        let scale = right_x.hypot(right_y);
        let (cos, sin) = if scale > 0.0 {
            (right_x / scale, right_y / scale)
        } else {
            (1.0, 0.0)
        };
        let along = |x: f32, y: f32| x * cos + y * sin;
        let shown = Self {
            text,
            begin: along(x, y),
            end: along(to.0[4], to.0[5]),
            across: y * cos - x * sin,
            size: (size * up_x.hypot(up_y)).abs(),
            turn: sin.atan2(cos).to_degrees().round() as i16,
        };
        let numbers = [shown.begin, shown.end, shown.across, shown.size];
        numbers.iter().all(|n| n.is_finite()).then_some(shown)
    }
}
