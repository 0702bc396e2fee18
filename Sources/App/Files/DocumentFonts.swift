import Foundation
import Markup
import Synchronization
import Web

/// The fonts of what is printed: which are asked for, and which letters none of those that are there can draw.
public enum DocumentFonts {
    /// The Debian packages that hold the scripts of the partner countries: 12 MB and 2 MB to download.
    public static let packages = "fonts-noto-core fonts-droid-fallback"

    /// As the style sheet of documents names them (report.css), so that pictures and text look the same.
    static let families = """
        Inter, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Georgian', 'Noto Sans Armenian', 'Noto Sans Ethiopic', 'Noto Sans Thai', \
        'Noto Sans Lao', 'Noto Sans Khmer', 'Noto Sans Myanmar', 'Noto Sans Mongolian', 'Noto Sans CJK SC', 'Droid Sans Fallback', \
        'DejaVu Sans', system-ui, sans-serif
        """

    /// One letter of each script of the partner countries.
    static let samples: [Character] = ["Ж", "ა", "ա", "ع", "ᠮ", "ก", "ក", "ກ", "က", "ሀ", "中"]

    /// The scripts of the partner countries that this machine has no font for, in English; nil if nobody can say.
    public static func missingScripts() async -> [String]? {
        guard let coverage = await GlyphCoverage.current() else { return nil }
        return samples.filter { !coverage.draws($0) }.map { Script.of($0).label.string(in: .english) }
    }
}

/// Which characters the fonts of this machine can draw, as fontconfig says.
struct GlyphCoverage: Sendable, Hashable {
    private let ranges: [ClosedRange<UInt32>]

    /// - Parameter listing: what `fc-list -f '%{charset}\n'` prints: for each font, ranges in hexadecimal: `20-7e a0-17f 192`.
    init(listing: String) {
        let unique = Set(listing.split(whereSeparator: \.isWhitespace))
        let all = unique.compactMap { word -> ClosedRange<UInt32>? in
            let ends = word.split(separator: "-").map { UInt32($0, radix: 16) }
            guard ends.count <= 2, let first = ends.first.flatMap(\.self), let last = ends.last.flatMap(\.self),
                first <= last
            else { return nil }
            return first...last
        }.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        ranges = all.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }

    var isEmpty: Bool { ranges.isEmpty }

    func draws(_ character: Character) -> Bool { character.unicodeScalars.allSatisfy(draws) }

    func draws(_ scalar: Unicode.Scalar) -> Bool {
        guard Self.hasShape(scalar) else { return true }
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(scalar.value)
    }

    /// White space, controls and marks that steer others are drawn by no font.
    private static func hasShape(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        guard scalar.value > 0x7E, !properties.isWhitespace, !properties.isDefaultIgnorableCodePoint else {
            return false
        }
        return properties.generalCategory != .control && properties.generalCategory != .format
    }

    private struct Known {
        let coverage: GlyphCoverage?
        let at: ContinuousClock.Instant
    }

    private static let known = Mutex<Known?>(nil)
    /// A font that is installed meanwhile is seen after this time.
    private static let kept: Duration = .seconds(120)

    /// Nil if fontconfig is missing.
    static func current() async -> GlyphCoverage? {
        if let known = known.withLock({ $0 }), ContinuousClock.now - known.at < kept { return known.coverage }
        let coverage = await read()
        known.withLock { $0 = Known(coverage: coverage, at: .now) }
        return coverage
    }

    private static func read() async -> GlyphCoverage? {
        do {
            let listing = try await Program.fontList.run(
                [":scalable=true", "-f", "%{charset}\n"], in: try WorkFolder(), limits: .init(work: 10, seconds: 30))
            let coverage = GlyphCoverage(listing: String(decoding: listing, as: UTF8.self))
            return coverage.isEmpty ? nil : coverage
        } catch {
            // Then nobody can say: the document is made all the same.
            return nil
        }
    }
}

extension Program {
    static let fontList = Program(name: "fc-list", package: "fontconfig")
}

/// Scripts by the blocks of Unicode, as far as people are likely to write in them.
enum Script: String, CaseIterable, Sendable {
    case latin, greek, cyrillic, armenian, hebrew, arabic, georgian, ethiopic, mongolian, thai, lao, khmer, myanmar
    case devanagari, bengali, sinhala, tamil, tibetan, chinese, kana, korean, other

    private static let blocks: [(ClosedRange<UInt32>, Script)] = [
        (0x80...0x24F, .latin), (0x370...0x3FF, .greek), (0x400...0x52F, .cyrillic), (0x530...0x58F, .armenian),
        (0x590...0x5FF, .hebrew), (0x600...0x77F, .arabic), (0x8A0...0x8FF, .arabic), (0x900...0x97F, .devanagari),
        (0x980...0x9FF, .bengali), (0xB80...0xBFF, .tamil), (0xD80...0xDFF, .sinhala), (0xE00...0xE7F, .thai),
        (0xE80...0xEFF, .lao), (0xF00...0xFFF, .tibetan), (0x1000...0x109F, .myanmar), (0x10A0...0x10FF, .georgian),
        (0x1100...0x11FF, .korean), (0x1200...0x139F, .ethiopic), (0x1780...0x17FF, .khmer),
        (0x1800...0x18AF, .mongolian),
        (0x19E0...0x19FF, .khmer), (0x1C80...0x1C8F, .cyrillic), (0x1C90...0x1CBF, .georgian),
        (0x1E00...0x1EFF, .latin),
        (0x1F00...0x1FFF, .greek), (0x2D00...0x2D2F, .georgian), (0x2DE0...0x2DFF, .cyrillic),
        (0x2E80...0x303F, .chinese),
        (0x3040...0x30FF, .kana), (0x3100...0x312F, .chinese), (0x3130...0x318F, .korean), (0x3400...0x9FFF, .chinese),
        (0xA640...0xA69F, .cyrillic), (0xAC00...0xD7AF, .korean), (0xF900...0xFAFF, .chinese),
        (0xFB50...0xFDFF, .arabic),
        (0xFE70...0xFEFE, .arabic), (0xFF00...0xFFEF, .chinese), (0x20000...0x323AF, .chinese),
    ]

    static func of(_ character: Character) -> Script {
        let value = character.unicodeScalars.first?.value ?? 0
        return blocks.first { $0.0.contains(value) }?.1 ?? .other
    }

    var label: Message {
        switch self {
        case .latin: L("Latin letters")
        case .greek: L("Greek")
        case .cyrillic: L("Cyrillic")
        case .armenian: L("Armenian")
        case .hebrew: L("Hebrew")
        case .arabic: L("Arabic")
        case .georgian: L("Georgian")
        case .ethiopic: L("Ethiopic")
        case .mongolian: L("Mongolian")
        case .thai: L("Thai")
        case .lao: L("Lao")
        case .khmer: L("Khmer")
        case .myanmar: L("Burmese")
        case .devanagari: L("Devanagari")
        case .bengali: L("Bengali")
        case .sinhala: L("Sinhala")
        case .tamil: L("Tamil")
        case .tibetan: L("Tibetan")
        case .chinese: L("Chinese")
        case .kana: L("Japanese")
        case .korean: L("Korean")
        case .other: L("symbols and emoji")
        }
    }
}
