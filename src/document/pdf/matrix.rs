//! Places on a page: the matrices by which PDF moves, turns and scales (ISO 32000-1 §8.3).

use lopdf::Object;

/// `[a b c d e f]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    /// Nothing moves.
    pub const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Six numbers; anything else is none.
    pub fn of(numbers: &[Object]) -> Option<Self> {
        let mut matrix = [0.0; 6];
        if numbers.len() != 6 {
            return None;
        }
        for (to, from) in matrix.iter_mut().zip(numbers) {
            *to = from.as_float().ok()?;
        }
        Some(Self(matrix))
    }

    /// First this, then the other.
    pub fn then(self, other: Self) -> Self {
        let (one, by) = (self.0, other.0);
        let along = |x: f32, y: f32| [x * by[0] + y * by[2], x * by[1] + y * by[3]];
        let right = along(one[0], one[1]);
        let up = along(one[2], one[3]);
        let place = along(one[4], one[5]);
        Self([
            right[0],
            right[1],
            up[0],
            up[1],
            place[0] + by[4],
            place[1] + by[5],
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_in_a_scaled_space_is_scaled() {
        let scaled = Matrix([2.0, 0.0, 0.0, 2.0, 10.0, 0.0]);
        assert_eq!(
            Matrix::shift(3.0, 1.0).then(scaled),
            Matrix([2.0, 0.0, 0.0, 2.0, 16.0, 2.0])
        );
        assert_eq!(Matrix::UNIT.then(scaled), scaled);
    }
}
