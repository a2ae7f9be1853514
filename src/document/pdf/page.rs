//! The text operators of a page, followed in order (ISO 32000-1 §9.4): what they show and where.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, decode_text_string};

use super::ONE_STREAM;
use super::direction::runs_left;
use super::face::Face;
use super::matrix::Matrix;
use super::shown::Shown;

/// Faces read of a file.
const MOST_FACES: usize = 200;
/// Forms within forms.
const DEEPEST: usize = 4;
/// Pieces of text of one page.
const MOST_SHOWN: usize = 200_000;
/// States kept by `q`, and marked parts within one another.
const MOST_KEPT: usize = 256;

/// Reads the pages of a file.
pub(super) struct Reader<'a> {
    file: &'a File,
    /// By the place of their dictionaries: pages share faces.
    faces: BTreeMap<usize, Rc<Face>>,
    steps: usize,
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    space: Matrix,
    face: Option<Rc<Face>>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// A content stream being followed.
struct Following<'a> {
    state: State,
    kept: Vec<State>,
    text: Matrix,
    line: Matrix,
    resources: Resources<'a>,
    depth: usize,
    /// The marked parts it is in, and what they say instead of their letters until it is said.
    marked: Vec<Marked>,
}

/// A marked part of the content.
enum Marked {
    /// Its letters are its text.
    Shown,
    /// Its text is told, and still to be said.
    Told(String),
    /// Its text was said.
    Said,
}

/// Where names of faces and forms are looked up, nearest first.
type Resources<'a> = Vec<&'a Dictionary>;

impl<'a> Reader<'a> {
    /// A reader that follows so many operators and no more.
    pub fn new(file: &'a File, steps: usize) -> Self {
        Self {
            file,
            faces: BTreeMap::new(),
            steps,
        }
    }

    /// What a page shows, in the order in which it does.
    pub fn read(&mut self, page: ObjectId) -> Vec<Shown> {
        let mut shown = Vec::new();
        let Ok(content) = self.file.get_page_content_with_limit(page, ONE_STREAM) else {
            return shown;
        };
        let (own, ids) = self.file.get_page_resources(page).unwrap_or_default();
        let named = ids
            .iter()
            .filter_map(|id| self.file.get_dictionary(*id).ok());
        let mut following = Following {
            state: State::new(),
            kept: Vec::new(),
            text: Matrix::UNIT,
            line: Matrix::UNIT,
            resources: own.into_iter().chain(named).collect(),
            depth: 0,
            marked: Vec::new(),
        };
        self.follow(&content, &mut following, &mut shown);
        shown
    }

    fn follow(&mut self, content: &[u8], on: &mut Following<'a>, shown: &mut Vec<Shown>) {
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else {
                return;
            };
            self.steps = self.steps.saturating_sub(1);
            if self.steps == 0 || shown.len() >= MOST_SHOWN {
                return;
            }
            self.step(&operation, on, shown);
        }
    }

    fn step(&mut self, operation: &Operation, on: &mut Following<'a>, shown: &mut Vec<Shown>) {
        let operands = operation.operands.as_slice();
        match (operation.operator.as_str(), operands) {
            ("Tf", [Object::Name(name), size]) => {
                on.state.face = self.face(&on.resources, name);
                on.state.size = size.as_float().unwrap_or(0.0);
            }
            ("Do", [Object::Name(name)]) => self.form(name, on, shown),
            ("BMC", _) => on.begin_marked(None),
            ("BDC", [_, properties]) => {
                let said = self.said(&on.resources, properties);
                on.begin_marked(said);
            }
            ("EMC", _) => drop(on.marked.pop()),
            ("Tj", [Object::String(text, _)]) => shown.extend(on.show(text)),
            ("TJ", [Object::Array(pieces)]) => on.show_spaced(pieces, shown),
            ("'", [Object::String(text, _)]) => {
                on.next_line();
                shown.extend(on.show(text));
            }
            ("\"", [word, letter, Object::String(text, _)]) => {
                on.state.word_gap = word.as_float().unwrap_or(0.0);
                on.state.letter_gap = letter.as_float().unwrap_or(0.0);
                on.next_line();
                shown.extend(on.show(text));
            }
            (operator, operands) => on.place(operator, operands),
        }
    }

    fn face(&mut self, resources: &Resources<'a>, name: &[u8]) -> Option<Rc<Face>> {
        let font = self.named(resources, b"Font", name)?.as_dict().ok()?;
        let key = std::ptr::from_ref(font).addr();
        if let Some(face) = self.faces.get(&key) {
            return Some(Rc::clone(face));
        }
        if self.faces.len() >= MOST_FACES {
            return None;
        }
        let face = Rc::new(Face::read(self.file, font));
        self.faces.insert(key, Rc::clone(&face));
        Some(face)
    }

    /// What a marked part says instead of its letters (ISO 32000-1 §14.9.4).
    fn said(&self, resources: &Resources<'a>, properties: &Object) -> Option<String> {
        let named = match properties {
            Object::Name(name) => self.named(resources, b"Properties", name)?,
            own => own,
        };
        let said = named.as_dict().ok()?.get_deref(b"ActualText", self.file);
        decode_text_string(said.ok()?).ok()
    }

    fn named(&self, resources: &Resources<'a>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        let file = self.file;
        resources.iter().find_map(|resources| {
            let all = resources.get_deref(kind, file).ok()?.as_dict().ok()?;
            all.get_deref(name, file).ok()
        })
    }

    /// A form (ISO 32000-1 §8.10): a stream of operators with its own space and its own faces.
    fn form(&mut self, name: &[u8], on: &mut Following<'a>, shown: &mut Vec<Shown>) {
        let form = self.named(&on.resources, b"XObject", name);
        let Some(form) = form.and_then(|f| f.as_stream().ok()) else {
            return;
        };
        let kind = form.dict.get(b"Subtype").and_then(Object::as_name);
        if on.depth >= DEEPEST || kind.is_ok_and(|k| k != b"Form") {
            return;
        }
        let Ok(content) = form.decompressed_content_with_limit(ONE_STREAM) else {
            return;
        };
        let mut inner = on.within(form, self.file);
        self.follow(&content, &mut inner, shown);
        // Each byte unpacked costs a little as well: forms can be shown again and again.
        self.steps = self.steps.saturating_sub(content.len() / 256);
    }
}

impl State {
    fn new() -> Self {
        Self {
            space: Matrix::UNIT,
            face: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl<'a> Following<'a> {
    fn within(&self, form: &'a Stream, file: &'a File) -> Self {
        let mut state = self.state.clone();
        let matrix = form.dict.get_deref(b"Matrix", file);
        if let Some(matrix) = matrix
            .and_then(Object::as_array)
            .ok()
            .and_then(|m| Matrix::of(m))
        {
            state.space = matrix.then(state.space);
        }
        let own = form.dict.get_deref(b"Resources", file);
        let own = own.and_then(Object::as_dict).ok();
        Self {
            state,
            kept: Vec::new(),
            text: Matrix::UNIT,
            line: Matrix::UNIT,
            resources: own
                .into_iter()
                .chain(self.resources.iter().copied())
                .take(20)
                .collect(),
            depth: self.depth + 1,
            marked: Vec::new(),
        }
    }

    /// Operators that show nothing but say where.
    fn place(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| {
            let number = operands.get(at).and_then(|o| o.as_float().ok());
            number.unwrap_or(0.0)
        };
        match operator {
            "q" if self.kept.len() < MOST_KEPT => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                let matrix = Matrix::of(operands).unwrap_or(Matrix::UNIT);
                self.state.space = matrix.then(self.state.space);
            }
            "BT" => self.set_line(Matrix::UNIT),
            "Tm" => self.set_line(Matrix::of(operands).unwrap_or(Matrix::UNIT)),
            "Td" => self.set_line(Matrix::shift(number(0), number(1)).then(self.line)),
            "TD" => {
                self.state.leading = -number(1);
                self.set_line(Matrix::shift(number(0), number(1)).then(self.line));
            }
            "T*" => self.next_line(),
            "TL" => self.state.leading = number(0),
            "Tc" => self.state.letter_gap = number(0),
            "Tw" => self.state.word_gap = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "Ts" => self.state.rise = number(0),
            _ => {}
        }
    }

    fn set_line(&mut self, line: Matrix) {
        self.line = line;
        self.text = line;
    }

    fn next_line(&mut self) {
        self.set_line(Matrix::shift(0.0, -self.state.leading).then(self.line));
    }

    fn begin_marked(&mut self, said: Option<String>) {
        if self.marked.len() < MOST_KEPT {
            self.marked.push(said.map_or(Marked::Shown, Marked::Told));
        }
    }

    /// What a shown text says: its letters, or what the outermost marked part says instead, once.
    fn told(&mut self, letters: String) -> Option<String> {
        let told = self.marked.iter_mut().find(|m| !matches!(m, Marked::Shown));
        match told {
            Some(told) => match std::mem::replace(told, Marked::Said) {
                Marked::Told(text) => {
                    let mut shown = String::with_capacity(text.len());
                    push_shown(&mut shown, &text);
                    Some(shown)
                }
                // Nothing, but it stands there: the line goes on behind it.
                _ => Some(String::new()),
            },
            None => (!letters.is_empty()).then_some(letters),
        }
    }

    /// Shows a text and moves to its end.
    fn show(&mut self, bytes: &[u8]) -> Option<Shown> {
        let state = &self.state;
        let face = state.face.as_ref()?;
        let (mut text, mut width) = (String::new(), 0.0);
        face.letters(bytes, |letter, thousandths, is_space| {
            push_shown(&mut text, letter);
            let gap = if is_space { state.word_gap } else { 0.0 };
            width += thousandths / 1000.0 * state.size + state.letter_gap + gap;
        });
        let from = Matrix::shift(0.0, state.rise).then(self.text);
        let moved = Matrix::shift(width * state.stretch, 0.0);
        let to = moved.then(from).then(state.space);
        let (from, size) = (from.then(state.space), state.size);
        self.text = moved.then(self.text);
        let text = self.told(text)?;
        Shown::between(text, size, from, to)
    }

    /// Shows texts with numbers between them that move back, in thousandths of the size.
    fn show_spaced(&mut self, pieces: &[Object], shown: &mut Vec<Shown>) {
        for piece in pieces {
            if let Object::String(text, _) = piece {
                shown.extend(self.show(text));
            } else if let Ok(back) = piece.as_float() {
                let by = -back / 1000.0 * self.state.size * self.state.stretch;
                self.text = Matrix::shift(by, 0.0).then(self.text);
            }
        }
    }
}

/// Adds what one code stands for as it is shown: what runs from right to left is told from its beginning.
fn push_shown(text: &mut String, letters: &str) {
    if runs_left(letters) {
        text.extend(letters.chars().rev());
    } else {
        text.push_str(letters);
    }
}
