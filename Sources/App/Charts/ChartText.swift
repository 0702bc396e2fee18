/// Numbers and texts as charts need them.
enum ChartText {
    /// At most one decimal, none where whole.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0 else { return String(tenths / 10) }
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// By the first letter that has a direction; nothing where none has.
    static func isRightToLeft(_ text: String) -> Bool? {
        text.unicodeScalars.first { $0.properties.isAlphabetic }.map {
            (0x590...0x8FF).contains($0.value) || (0xFB1D...0xFDFF).contains($0.value)
                || (0xFE70...0xFEFF).contains($0.value)
        }
    }

    /// A label in the room that it has.
    struct Label: Sendable, Equatable {
        let lines: [String]
        let size: Int
        let leading: Int

        init(_ lines: [String], size: Int) {
            self.lines = lines
            self.size = size
            leading = Int((Double(size) * 1.12).rounded())
        }

        var height: Double { Double(leading * lines.count) }
        var isCut: Bool { lines.last?.hasSuffix("…") == true }
    }

    // MARK: How wide words are

    /// In em, as Inter and its like are set: rather more than less, so that nothing runs into its neighbour.
    static func width(_ text: some StringProtocol, isBold: Bool = false) -> Double {
        text.unicodeScalars.reduce(0) { $0 + advance($1) } * (isBold ? 1.065 : 1.02)
    }

    private static func advance(_ scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x20, 0xA0: 0.28
        case 0x300...0x36F, 0x64B...0x65F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: 0
        case 0x27, 0x49, 0x69, 0x6A, 0x6C, 0x7C: 0.27
        case 0x21, 0x28, 0x29, 0x2C...0x2F, 0x3A, 0x3B, 0x5B, 0x5D, 0x66, 0x72, 0x74: 0.38
        case 0x25, 0x40, 0x4D, 0x57: 0.97
        case 0x6D, 0x77, 0x436, 0x43C, 0x444, 0x448, 0x449, 0x44B, 0x44E: 0.86
        case 0x61...0x7A: 0.58
        case 0x590...0x5FF: 0.57
        case 0x600...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF: 0.5
        // Scripts whose signs fill a square.
        case 0x1100...0x11FF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
            0x1F000...0x3FFFF:
            1.02
        default: scalar.properties.isUppercase ? 0.73 : 0.63
        }
    }

    // MARK: Lines

    /// Breaks a text into lines of at most so many em: at spaces, and within a word only where it is longer than a line, as words of
    /// scripts without spaces are.
    static func lines(_ text: String, em: Double, isBold: Bool = false) -> [String] {
        var result: [String] = []
        var line = ""
        var used = 0.0
        func end() {
            if !line.isEmpty { result.append(line) }
            line = ""
            used = 0
        }
        for word in text.split(whereSeparator: \.isWhitespace) {
            let wide = width(word, isBold: isBold)
            let space = line.isEmpty ? 0 : 0.28
            if used + space + wide <= em {
                line += (line.isEmpty ? "" : " ") + word
                used += space + wide
            } else if wide <= em {
                end()
                line = String(word)
                used = wide
            } else {
                if used + 2 > em { end() } else if !line.isEmpty { line += " " }
                used += line.isEmpty ? 0 : space
                for character in word {
                    let own = width(String(character), isBold: isBold)
                    if used + own > em { end() }
                    line.append(character)
                    used += own
                }
            }
        }
        end()
        return result
    }

    /// The same number of lines, about equally long: no word is left alone in the last one.
    static func balanced(_ text: String, em: Double, isBold: Bool = false) -> [String] {
        var best = lines(text, em: em, isBold: isBold)
        guard best.count > 1 else { return best }
        var (narrow, wide) = (em / 2, em)
        for _ in 0..<6 {
            let middle = (narrow + wide) / 2
            let tried = lines(text, em: middle, isBold: isBold)
            if tried.count == best.count { (best, wide) = (tried, middle) } else { narrow = middle }
        }
        return best
    }

    /// At most so many lines; what is left out ends in "…".
    static func cut(_ lines: [String], to most: Int, em: Double) -> [String] {
        guard lines.count > most, most > 0 else { return lines }
        var last = lines[most - 1]
        while !last.isEmpty && width(last) + 1 > em { last.removeLast() }
        return lines.prefix(most - 1) + [last.trimmed + "…"]
    }

    /// The whole text as large as it fits, down to a size that can still be read on paper; only what is longer than that ends in "…".
    /// - Parameter width, height: in the units of the picture.
    static func fit(
        _ text: String, width: Double, height: Double, largest: Int, smallest: Int = 12, isBold: Bool = false
    ) -> Label {
        for size in stride(from: largest, through: smallest, by: -1) {
            let label = Label(lines(text, em: width / Double(size), isBold: isBold), size: size)
            if label.height <= height { return label }
        }
        let em = width / Double(smallest)
        let whole = Label(lines(text, em: em, isBold: isBold), size: smallest)
        return Label(cut(whole.lines, to: max(1, Int(height) / whole.leading), em: em), size: smallest)
    }

    /// The labels of one picture in one size, as long as that is not a small one: then only the longest are smaller.
    static func fit(_ texts: [String], width: Double, height: Double, largest: Int, smallest: Int = 12) -> [Label] {
        let sizes = texts.map { fit($0, width: width, height: height, largest: largest, smallest: smallest).size }
        let common = min(largest, max(20, sizes.min() ?? largest))
        return texts.map { fit($0, width: width, height: height, largest: common, smallest: smallest) }
    }

    /// Breaks a text into at most `lines` lines of at most `width` characters, at spaces where there are any; "…" for what is left out.
    static func wrap(_ text: String, width: Int, lines: Int = 2) -> [String] {
        var result: [String] = []
        var line = ""
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
        while let word = words.first {
            let candidate = line.isEmpty ? word : line + " " + word
            if candidate.count <= width {
                line = candidate
                words = words.dropFirst()
                continue
            }
            if line.isEmpty {
                line = String(word.prefix(width))
                words[words.startIndex] = String(word.dropFirst(width))
            }
            if result.count == lines - 1 { break }
            result.append(line)
            line = ""
        }
        guard !words.isEmpty else { return line.isEmpty ? result : result + [line] }
        let kept = line.count < width ? line : String(line.prefix(width - 1))
        return result + [kept.trimmed + "…"]
    }
}
