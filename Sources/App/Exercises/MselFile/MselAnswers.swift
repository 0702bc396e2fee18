import Domain
import Web

/// What a person answered of a file, by the names of the form's fields: each once for a column or a spelling.
struct MselAnswers: Codable, Sendable, Hashable {
    static let most = 2_000

    var told: [String: String] = [:]

    init(_ told: [String: String] = [:]) { self.told = told }

    /// Only names that a question has.
    init(_ form: FormValues) {
        for (name, value) in form.fields.prefix(Self.most) where Self.isQuestion(name) && value.utf8.count <= 400 {
            told[Self.name(name)] = value.trimmed
        }
    }

    /// A browser makes other line breaks of those in a heading.
    private static func name(_ name: String) -> String {
        for prefix in ["field:", "unit:"] where name.hasPrefix(prefix) {
            return prefix + MselOptions.key(name.dropFirst(prefix.count))
        }
        return String(name.prefix(400))
    }

    private static func isQuestion(_ name: String) -> Bool {
        ["order", "start", "points", "fill", "times"].contains(name)
            || ["unit:", "zone:", "channel:", "field:", "sheet:", "to:", "conflict:"].contains { name.hasPrefix($0) }
    }

    subscript(_ name: String) -> String { told[name] ?? "" }

    func recipient(_ name: String) -> String? { told["to:" + Folded.text(name.prefix(100))] }
    func conflict(_ inject: Inject.ID, _ field: MselField) -> Bool? {
        switch told["conflict:\(inject):\(field.rawValue)"] {
        case "file": true
        case "here": false
        default: nil
        }
    }

    /// As a local time of the event.
    var start: String? { self["start"].isEmpty ? nil : self["start"] }

    func options(start: String, moves: Int, whole: Set<String>) -> MselOptions {
        var options = MselOptions()
        options.dateOrder = MselTimeContext.DateOrder(rawValue: self["order"])
        options.start = CalendarDate(String((self.start ?? start).prefix(10)))
        options.moves = moves
        options.whole = whole
        options.fillsDown = self["fill"] == "on"
        options.pointIsClock = self["points"] == "clock"
        options.timeColumn = self["times"]
        for (name, value) in told {
            if let column = Self.rest(name, "unit:") {
                options.units[MselOptions.key(column)] = MselTimeContext.Unit(rawValue: value)
            }
            if let zone = Self.rest(name, "zone:") { options.zones[zone.lowercased()] = Self.minutes(value) }
            if let word = Self.rest(name, "channel:") {
                options.channels[word] = ExerciseChannel(rawValue: value)?.rawValue
            }
            if let heading = Self.rest(name, "field:") {
                options.columns[MselOptions.key(heading)] = Self.use(value)
            }
        }
        return options
    }

    static let (extra, leftOut) = ("-", "x")

    /// Nothing for what is not answered.
    private static func use(_ value: String) -> MselColumnUse? {
        switch value {
        case extra: .extra
        case leftOut: .leftOut
        default: MselField(rawValue: value).flatMap { MselField.chosen.contains($0) ? .field($0) : nil }
        }
    }

    /// A field that two columns of one sheet were given, which only texts may share. - Throws: at each of the columns.
    func requireOneColumn(_ sheets: [MselListing]) throws {
        let told = options(start: "", moves: 0, whole: []).columns
        var problems: [String: Message] = [:]
        for sheet in sheets where MselIntake.isOn(sheet, self) {
            var places: [MselField: [String]] = [:]
            for heading in sheet.headings where !heading.isEmpty {
                guard case .field(let field) = told[MselOptions.key(heading)], !field.joins else { continue }
                // Of columns with one heading the first counts: they cannot be told apart.
                let key = MselOptions.key(heading)
                if places[field]?.contains(key) != true { places[field, default: []].append(key) }
            }
            for (field, headings) in places where headings.count > 1 {
                for heading in headings {
                    problems["field:\(heading)"] = L("\(field.words): only one column can hold it.")
                }
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
    }

    private static func rest(_ name: String, _ prefix: String) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// `+05:30` east of UTC.
    static func minutes(_ text: String) -> Int? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard let sign = text.first, "+-".contains(sign), digits.count == 4, let number = Int(digits), number <= 1_400,
            number % 100 < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (number / 100 * 60 + number % 100)
    }
}

extension MselAnswers {
    /// What is answered now wins; what is not asked any more stays.
    func merged(_ later: MselAnswers) -> MselAnswers {
        let all = told.merging(later.told) { $1 }
        return all.count <= Self.most ? MselAnswers(all) : later
    }
}
