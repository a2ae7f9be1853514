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
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = other.0;
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
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
