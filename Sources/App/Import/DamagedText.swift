import Web

/// Letters that were lost or mangled before a file reached us: what a person has to look at before it becomes somebody's name.
enum DamagedText {
    enum Kind: Sendable, Hashable {
        /// U+FFFD stands for a letter.
        case lost
        /// A question mark stands where a letter should: "?ahin", "Gr??ner".
        case questionMark
        /// UTF-8 that was read as one of Windows' code pages: "JosÃ©".
        case misread(as: String)
    }

    /// - Parameter isName: whether the text is a name, in which a question mark means nothing.
    /// - Returns: nil if it looks whole. The costliest text costs a walk over it for each code page.
    static func find(_ text: String, isName: Bool) -> Kind? {
        let scalars = text.unicodeScalars
        let isPlain = scalars.allSatisfy(\.isASCII)
        if isPlain, !isName || !scalars.contains("?") { return nil }
        if scalars.contains("\u{FFFD}") { return .lost }
        if !isPlain, let whole = asRead(text) { return .misread(as: whole) }
        return isName && hasQuestionMark(scalars) ? .questionMark : nil
    }

    /// In a word, at its beginning or its end; one that stands alone or in brackets is somebody's own doubt.
    private static func hasQuestionMark(_ scalars: String.UnicodeScalarView) -> Bool {
        var previous: Unicode.Scalar = " "
        for scalar in scalars {
            let isBetween = scalar == "?" && previous.properties.isAlphabetic
            if isBetween || previous == "?" && scalar.properties.isAlphabetic { return true }
            previous = scalar
        }
        return false
    }

    // MARK: UTF-8 that was read as something else

    private static let pages: [[Unicode.Scalar: UInt8]] = [
        TextEncoding.windows1252, .windows1250, .windows1251, .windows1254,
    ].map { encoding in
        // What a page has no letter for is often kept as the control character of Latin-1.
        var bytes = Dictionary((UInt8(128)...159).map { (Unicode.Scalar($0), $0) }) { first, _ in first }
        for (place, scalar) in WindowsPage.scalars(encoding).enumerated() where scalar != "\u{FFFD}" {
            bytes[scalar] = UInt8(place + 128)
        }
        return bytes
    }

    /// The text as it was meant, where some run of its letters beyond ASCII is UTF-8 from end to end.
    private static func asRead(_ text: String) -> String? {
        for page in pages {
            var (whole, run) = (String.UnicodeScalarView(), [Unicode.Scalar]())
            var isMended = false
            func close() {
                if let mended = mended(run, page) {
                    isMended = true
                    whole.append(contentsOf: mended)
                } else {
                    whole.append(contentsOf: run)
                }
                run.removeAll(keepingCapacity: true)
            }
            for scalar in text.unicodeScalars {
                if !scalar.isASCII, page[scalar] != nil {
                    run.append(scalar)
                } else {
                    close()
                    whole.append(scalar)
                }
            }
            close()
            // Twice read wrongly is twice longer: it ends.
            if isMended { return asRead(String(whole)) ?? String(whole) }
        }
        return nil
    }

    private static func mended(_ run: [Unicode.Scalar], _ page: [Unicode.Scalar: UInt8]) -> String.UnicodeScalarView? {
        guard run.count > 1 else { return nil }
        let bytes = run.compactMap { page[$0] }
        guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.allSatisfy(isUsual) else {
            return nil
        }
        return text.unicodeScalars
    }

    /// Letters of names, and the marks that word processors put: what two letters make by chance is mostly none of them.
    private static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0...0xBF, 0x2010...0x203A: true
        case 0xC0...0x24F, 0x370...0x52F, 0x531...0x587, 0x5D0...0x5EA, 0x620...0x6D3, 0x10A0...0x10FF, 0x1E00...0x1EFF:
            scalar.properties.isAlphabetic
        default: false
        }
    }
}

extension ImportContent {
    /// A text of the file that looks damaged, once, with the rows it stands in.
    struct DamagedCell: Sendable, Hashable, Codable {
        /// As it is in the file, also with what no page shows.
        let text: String
        let field: String
        /// The first ones.
        var rows: [Int]
        /// How it was probably meant.
        let mended: String?
        var answer: ImportAnswers.Damage?

        /// As a page shows it.
        var shown: String { String(FieldCheck.line(text.prefix(300)).prefix(80)) }
        /// What is chosen where nobody chooses otherwise.
        var proposal: ImportAnswers.Damage { mended == nil ? .leave : .mend }
    }

    /// Looks damaged, and nobody said that it is right as it is.
    func isDamaged(_ text: String, isName: Bool) -> Bool {
        guard DamagedText.find(text, isName: isName) != nil else { return false }
        return !(damagedCells ?? []).contains { $0.text == text && $0.answer == .keep }
    }
}

extension ImportReader {
    private static let mostRows = 20

    /// Finds what looks damaged, and mends what was answered to be mended.
    func findDamage(_ content: inout ImportContent, _ answers: ImportAnswers) {
        var cells: [ImportContent.DamagedCell] = []
        var placeOf: [String: Int] = [:]
        let columns = content.columns.compactMap { column -> (place: Int, field: String, isName: Bool)? in
            if column.field == ImportShape.note { return (column.place, column.field, false) }
            guard let field = shape.field(column.field), field.content == .text else { return nil }
            return (column.place, column.field, field.isName)
        }
        for index in content.lines.indices {
            for column in columns where content.lines[index].values.indices.contains(column.place) {
                let (line, text) = (content.lines[index], content.lines[index].values[column.place].text)
                guard let kind = DamagedText.find(text, isName: column.isName) else { continue }
                let answer = answers.damaged?[text]
                if case .misread(let mended) = kind, answer == .mend {
                    content.lines[index].values[column.place] = TableCell(mended)
                }
                if let place = placeOf[text] {
                    if cells[place].rows.count < Self.mostRows { cells[place].rows.append(line.number) }
                } else if cells.count < Self.mostSpellings {
                    placeOf[text] = cells.count
                    let mended: String? = if case .misread(let text) = kind { text } else { nil }
                    cells.append(
                        .init(text: text, field: column.field, rows: [line.number], mended: mended, answer: answer))
                }
            }
        }
        content.damagedCells = cells.isEmpty ? nil : cells
    }
}
