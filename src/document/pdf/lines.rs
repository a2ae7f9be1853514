//! Pieces of text become lines, cells and paragraphs by where they stand on the page.
//!
//! The order is the one in which the page shows them: layout programs write column after column, and sorting by place
//! would read across the columns.

use super::direction::{is_from_the_right, runs_left, written};
use super::shown::Shown;
use crate::document::markup::Markup;

/// Parts of the letters' size: a gap from which there is a space, one from which there is another cell; how far a line
/// may waver; how far the next line of a paragraph is at most.
const SPACE: f32 = 0.17;
const CELL: f32 = 1.8;
const WAVER: f32 = 0.35;
const NEXT: f32 = 1.75;

/// A line: its cells, and where it stands.
struct Line {
    cells: Vec<String>,
    last: Shown,
    first: Shown,
    /// All its pieces: writers show those of a line that runs from right to left in any order.
    pieces: Vec<Shown>,
    /// It has letters that run from right to left.
    runs_left: bool,
}

/// How a piece stands to the line before it.
enum Step {
    Joined,
    /// On the line, wherever it belongs there.
    Turned,
    Space,
    Cell,
    Again,
    Line,
    Paragraph,
}

/// Writes the text of a page; says whether there is any.
pub(super) fn write(shown: &[Shown], markup: &mut Markup) -> bool {
    let mut paragraph: Vec<Line> = Vec::new();
    let mut any = false;
    for piece in shown {
        any |= piece.text.chars().any(char::is_alphanumeric);
        let step = paragraph
            .last()
            .map_or(Step::Paragraph, |line| step(line, piece));
        match (step, paragraph.last_mut()) {
            (Step::Again, Some(_)) => {}
            (Step::Joined | Step::Turned, Some(line)) => line.add("", piece),
            (Step::Space, Some(line)) => line.add(" ", piece),
            (Step::Cell, Some(line)) => {
                line.cells.push(String::new());
                line.add("", piece);
            }
            (Step::Line, Some(_)) => paragraph.push(Line::new(piece)),
            _ => {
                write_paragraph(std::mem::take(&mut paragraph), markup);
                paragraph.push(Line::new(piece));
            }
        }
    }
    write_paragraph(paragraph, markup);
    any
}

fn step(line: &Line, piece: &Shown) -> Step {
    let last = &line.last;
    let size = last.size.max(piece.size).max(0.1);
    if last.turn != piece.turn {
        return Step::Paragraph;
    }
    let down = last.across - piece.across;
    let gap = piece.begin - last.end;
    if down.abs() <= WAVER * size && (line.runs_left || runs_left(&piece.text)) {
        return Step::Turned;
    }
    if down.abs() <= WAVER * size {
        // Bold by showing it twice, a hair beside itself.
        if piece.text == last.text && (piece.begin - last.begin).abs() < 0.2 * size {
            return Step::Again;
        }
        return match gap / size {
            far if far >= CELL => Step::Cell,
            far if far >= SPACE => Step::Space,
            far if far >= -0.6 => Step::Joined,
            // Back on the same line: cells written from the right, or another column.
            _ if piece.end <= line.first.begin => Step::Paragraph,
            _ => Step::Space,
        };
    }
    let unlike = last.size.min(piece.size) < 0.7 * size;
    let beside = piece.begin > line.last.end + CELL * size;
    if down < 0.0 || down > NEXT * size || unlike || beside {
        Step::Paragraph
    } else if line.breaks_number(piece) {
        Step::Joined
    } else {
        Step::Line
    }
}

impl Line {
    fn new(piece: &Shown) -> Self {
        Self {
            cells: vec![piece.text.clone()],
            last: piece.clone(),
            first: piece.clone(),
            pieces: vec![piece.clone()],
            runs_left: runs_left(&piece.text),
        }
    }

    /// `+48 91 48-19-`, and `900` on the next line.
    fn breaks_number(&self, next: &Shown) -> bool {
        let cell = self.cells.last().and_then(|cell| cell.strip_suffix('-'));
        cell.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
            && next.text.starts_with(|c: char| c.is_ascii_digit())
    }

    fn add(&mut self, between: &str, piece: &Shown) {
        if let Some(cell) = self.cells.last_mut() {
            cell.push_str(between);
            cell.push_str(&piece.text);
        }
        self.runs_left |= runs_left(&piece.text);
        self.last = piece.clone();
        self.pieces.push(piece.clone());
    }

    /// Its cells in the order in which they are read.
    fn written(mut self) -> Vec<String> {
        if !self.runs_left {
            return self.cells.iter().map(|cell| written(cell, false)).collect();
        }
        self.pieces.sort_by(|a, b| a.begin.total_cmp(&b.begin));
        let mut cells = vec![String::new()];
        let mut last: Option<&Shown> = None;
        for piece in &self.pieces {
            let far = last.map_or(0.0, |last| (piece.begin - last.end) / piece.size.max(0.1));
            if far >= CELL {
                cells.push(String::new());
            }
            if let Some(cell) = cells.last_mut() {
                let between = if (SPACE..CELL).contains(&far) {
                    " "
                } else {
                    ""
                };
                cell.push_str(between);
                cell.push_str(&piece.text);
            }
            last = Some(piece);
        }
        let from_the_right = is_from_the_right(&cells.concat());
        if from_the_right {
            cells.reverse();
        }
        let written = |cell: &String| written(cell, from_the_right);
        cells.iter().map(written).collect()
    }
}

/// Lines of one cell are a paragraph, lines of several a table.
fn write_paragraph(lines: Vec<Line>, markup: &mut Markup) {
    let lines: Vec<Vec<String>> = lines.into_iter().map(Line::written).collect();
    for run in lines.chunk_by(|a, b| a.len() == b.len()) {
        if run[0].len() == 1 {
            markup.tag("<p>");
            for line in run {
                markup.element("", &line[0], "<br>");
            }
            markup.tag("</p>");
        } else {
            markup.tag("<table>");
            for line in run {
                markup.tag("<tr>");
                for cell in line {
                    markup.element("<td>", cell, "</td>");
                }
                markup.tag("</tr>");
            }
            markup.tag("</table>");
        }
    }
}
