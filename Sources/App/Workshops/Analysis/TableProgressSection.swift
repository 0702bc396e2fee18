import Domain
import Markup
import Web

extension TableProgress {
    /// All groups, one a row.
    /// - Parameter actions: a last cell for each group, for who runs the room.
    static func table(_ all: [TableProgress], zone: String, actions: ((TableProgress) -> HTML)? = nil) -> HTML {
        let mark: (Message, HTML) -> HTML = { label, value in
            "<td data-label=\"\(label.string())\" class=\"num\"><span>\(value)</span></td>"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Progress of the tables").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Group"))</th><th scope="col" class="num">\(L("Present"))</th>\
            <th scope="col" class="num">\(L("Helps"))</th><th scope="col" class="num">\(L("Blocks"))</th>\
            <th scope="col" class="num">\(L("Without a case yet"))</th><th scope="col">\(L("Last change"))</th>\
            \(actions == nil ? .empty : "<th scope=\"col\">\(L("On the projector"))</th>")</tr></thead><tbody>\(all.html { one in
                """
                <tr><th scope="row"><a href="\(Paths.table(one.group.event, one.group.id))" dir="auto">\(one.title)</a></th>\
                \(mark(L("Present"), ShareText.html(one.present, of: one.group.members.count)))\
                \(mark(L("Helps"), "\(one.count(.facilitating))"))\(mark(L("Blocks"), "\(one.count(.blocking))"))\
                \(mark(L("Without a case yet"), "\(one.unfounded)"))\
                <td data-label="\(L("Last change").string())"><span>\(one.lastChange.map { MomentWords(zone).html($0, .time) } ?? "–")</span></td>\
                \(actions.map { "<td>\($0(one))</td>" })</tr>
                """
            })</tbody></table></div>
            """
    }

    /// "Group 3 · Contact and alert" where it has a name of its own.
    var title: Message {
        group.name.isEmpty ? L("Group \(group.number)") : .verbatim("\(group.number) · \(group.name)")
    }
}
