import Domain
import Markup
import Web

/// How a file's columns are understood, each of them changeable; columns of the same heading in several sheets mean the same.
struct MselColumnsSection {
    let intake: MselIntake
    /// As it was typed, where it was refused.
    let typed: FormState?

    private var sheets: [MselListing] { intake.reading.sheets.filter { $0.name != MselFileColumns.baseSheet } }

    struct Column {
        let sheet: MselListing
        let place: Int
        /// By which it is answered.
        let key: String
        let use: MselColumnUse
        /// What says which inject a row is, and what is deleted.
        let isFixed: Bool
        let isUnsure: Bool

        var heading: String { sheet.headings[place] }
        var samples: [String] { sheet.samples.indices.contains(place) ? sheet.samples[place] : [] }
    }

    static func columns(_ sheets: [MselListing]) -> [Column] {
        var seen: Set<String> = []
        return sheets.flatMap { sheet -> [Column] in
            sheet.headings.indices.compactMap { place in
                let key = MselOptions.key(sheet.headings[place])
                guard !key.isEmpty, seen.insert(key).inserted else { return nil }
                let use = sheet.use(of: place)
                var field: MselField?
                if case .field(let told) = use { field = told }
                return Column(
                    sheet: sheet, place: place, key: key, use: use,
                    isFixed: field.map { !MselField.chosen.contains($0) } ?? false,
                    isUnsure: field.map { sheet.mapping.unsure.contains($0) } ?? false)
            }
        }
    }

    var html: HTML {
        let all = Self.columns(sheets)
        let isOpen = typed?.errors.isEmpty == false || all.contains(where: \.isUnsure)
        let skipped = sheets.reduce(0) { $0 + $1.skipped.values.reduce(0, +) }
        return """
            <details id="columns"\("open", when: isOpen)><summary>\(L("How the columns are understood"))</summary>\
            \(skipped == 0 ? .empty : "<p>\(L(skipped, one: "\(skipped) row holds no inject.", other: "\(skipped) rows hold no inject."))</p>")\
            <table class="stack"><thead><tr><th scope="col">\(L("Column"))</th><th scope="col">\(L("In the file"))</th>\
            <th scope="col">\(L("Means"))</th></tr></thead><tbody>\(all.enumerated().html { number, column in line(number, column) })</tbody></table></details>
            """
    }

    private func line(_ number: Int, _ column: Column) -> HTML {
        let samples = column.samples.map { String($0.prefix(80)) }
        return """
            <tr><th scope="row"><bdi>\(column.heading)</bdi>\(column.isUnsure ? " <span class=\"state warn\">\(L("Not sure"))</span>" : .empty)</th>\
            <td data-label="\(L("In the file").string())"><ul class="plain-list small">\(samples.html { "<li><bdi>\($0)</bdi></li>" })</ul></td>\
            <td data-label="\(L("Means").string())">\(column.isFixed ? fixed(column) : control(number, column))</td></tr>
            """
    }

    private func fixed(_ column: Column) -> HTML {
        guard case .field(let field) = column.use else { return .empty }
        return "\(field.words)"
    }

    private func control(_ number: Int, _ column: Column) -> HTML {
        let name = "field:\(column.key)"
        let id = "column-\(number)"
        let told = typed?.values[name] ?? column.use.code
        let error = typed?.errors[name]
        return """
            <label class="sr" for="\(id)">\(L("What column \(column.heading) means"))</label>\
            <select id="\(id)" name="\(name)" form="questions"\("aria-invalid", value: error == nil ? nil : "true")\
            \("aria-describedby", value: error == nil ? nil : "\(id)-error")>\(MselAsked.uses.html { value, label in
                "<option value=\"\(value)\"\("selected", when: value == told)>\(label)</option>"
            })</select>\(error.map { "<p class=\"error\" id=\"\(id)-error\">\($0)</p>" } ?? .empty)
            """
    }
}

extension MselColumnUse {
    /// As a form and the API say it.
    var code: String {
        switch self {
        case .field(let field): field.rawValue
        case .extra: MselAnswers.extra
        case .leftOut: MselAnswers.leftOut
        }
    }
}
