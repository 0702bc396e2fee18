import Domain
import Markup
import Storage
import Web

/// The part of a form that says of which areas something is: one of each axis is chosen; further ones that it has may be taken away.
struct AreaField {
    let state: FormState
    let tree: AreaTree
    /// Those that it has, the retired too.
    var kept: Set<Area.ID> = []

    var html: HTML {
        let further = state.values.all("area").compactMap { tree.area(code: $0) }
        return """
            <div class="row">\(AreaRecord.Axis.allCases.html(choice))</div>\(further.html { area in
                "<label class=\"check\"><input type=\"checkbox\" name=\"area\" value=\"\(area.code)\" checked> <span dir=\"auto\">\(area.name())</span></label>"
            })\(state.error("area"))
            """
    }

    private func choice(_ axis: AreaRecord.Axis) -> HTML {
        let options: [FieldOption] = tree.all.filter { area in
            area.axis == axis && (!area.isRetired || kept.contains(area.id))
        }.map { area in
            let indent = String(repeating: "\u{2003}", count: tree.depth(of: area.id))
            return (value: area.code, label: .verbatim(indent + area.name()))
        }
        guard !options.isEmpty else { return .empty }
        return state.select(
            axis.rawValue, axis == .topic ? L("Area") : L("Hazard"),
            options: [(value: "", label: L("Not stated"))] + options)
    }

    /// What a form begins with.
    static func stored(_ areas: Set<Area.ID>, _ tree: AreaTree) -> [(String, String)] {
        let known = tree.all.filter { areas.contains($0.id) }
        var stored: [(String, String)] = []
        for axis in AreaRecord.Axis.allCases {
            let ofAxis = known.filter { $0.axis == axis }
            stored.append((axis.rawValue, ofAxis.first?.code ?? ""))
            stored += ofAxis.dropFirst().map { ("area", $0.code) }
        }
        return stored
    }

    /// As the form sends it; nothing where it does not ask for areas.
    static func told(_ values: FormValues) -> [String]? {
        let names = AreaRecord.Axis.allCases.map(\.rawValue)
        guard names.contains(where: { values.has($0) }) else { return nil }
        return (names.map { values.text($0) } + values.all("area")).filter { !$0.isEmpty }
    }
}

extension AreaTags {
    /// The codes of the areas of each of these records, in the order of the tree.
    func codes(of subject: Subject, _ ids: [String]) throws -> [String: [String]] {
        let tags = try areas(of: subject, ids: ids)
        guard !tags.isEmpty else { return [:] }
        let all = try AreaTree(reading).all
        return tags.mapValues { areas in all.filter { areas.contains($0.id) }.map(\.code) }
    }

    /// The names of the areas of one record, in the order of the tree.
    func names(of subject: Subject, _ id: some CustomStringConvertible) throws -> [String] {
        let areas = try areas(of: subject, id: id)
        return areas.isEmpty ? [] : try AreaTree(reading).names(areas)
    }
}
