import Web

extension Document {
    /// A block of the document.
    indirect enum Block: Sendable, Hashable {
        enum Tone: String, Sendable { case plain, warning }

        /// Levels from 1; the id is unique in the document.
        case heading(Int, id: String, [Inline])
        case paragraph([Inline])
        case list(List)
        case quote([Block], source: [Inline])
        case code(String)
        case notice([Inline], Tone)
        /// Large numbers beside each other, with what they count.
        case figures([Fact])
        case table(Table)
        case figure(Figure)
        /// The numbered list that ``Document/Inline/citation(_:)`` leads to.
        case sources([Source])
        /// Blocks in another language than the document's.
        case foreign([Block], language: String)
        case rule
        case pageBreak

        static func heading(_ level: Int, id: String, _ message: Message) -> Block {
            .heading(level, id: id, [Inline](message))
        }
        static func paragraph(_ message: Message) -> Block { .paragraph([Inline](message)) }
        /// A point for each line.
        static func list(_ items: [[Inline]], isOrdered: Bool = false) -> Block {
            .list(List(items: items.map { [.paragraph($0)] }, isOrdered: isOrdered))
        }
        /// What a marking allows: every document that leaves the room says it on its cover.
        static func meaning(of marking: String) -> Block {
            .notice([Inline](DocumentWords.meaning(of: marking)), .plain)
        }
    }

    struct List: Sendable, Hashable {
        let items: [[Block]]
        var isOrdered = false
        /// The number of the first point.
        var start = 1
        /// Typed without empty lines: its paragraphs stand close on a page.
        var isTight = false
    }

    struct Table: Sendable, Hashable {
        enum Align: String, Sendable { case left, center, right }

        struct Column: Sendable, Hashable {
            let title: [Inline]
            var isNumber = false
            /// Its part of the width, compared with the other columns'.
            var weight: Double = 1
            /// As somebody typed it; by the direction of the text by default.
            var align: Align?

            init(_ title: [Inline], align: Align? = nil) {
                self.title = title
                self.align = align
            }

            init(_ title: Message, isNumber: Bool = false, weight: Double = 1) {
                self.title = [.text(title.string())]
                self.isNumber = isNumber
                self.weight = weight
            }
        }

        /// Empty for a table that belongs to a figure.
        let caption: String
        let columns: [Column]
        /// The first cell of a row names it.
        var rows: [[[Inline]]] = []
        var number = 0
    }

    struct Figure: Sendable, Hashable {
        /// A whole SVG document with its colours, as ``ChartTarget/file`` makes it.
        let svg: String
        /// What a screen reader says.
        let alternative: String
        let caption: String
        /// What the picture shows, in numbers: in its place where a format holds no pictures, and behind it elsewhere.
        let table: Table
        /// Whether the table stands under the picture too, on paper.
        var showsTable = true
        /// Whether it is as wide as the text, however high.
        var isWide = false
        var number = 0

        /// Width to height, from the view box.
        var ratio: Double {
            guard let match = svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/), let width = Double(match.1),
                let height = Double(match.2), height > 0
            else { return 1.6 }
            return width / height
        }

        /// Its part of the width of the text: a high picture would fill a page.
        var share: Double { isWide ? 1 : ratio < 1.3 ? 0.68 : ratio < 1.7 ? 0.8 : 1 }
    }

    /// One entry of the numbered list of what a text rests on.
    struct Source: Sendable, Hashable {
        let number: Int
        /// Issue, vote, case …, in the language of the interface.
        let kind: String
        let text: [Inline]
        /// Where it comes from.
        let details: [[Inline]]
        /// Only where it differs from the document's.
        let marking: String?

        var id: String { "e\(number)" }
    }
}
