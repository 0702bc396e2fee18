import Markup
import Web

/// Before mail goes out: whose address is another one since a short time, so that somebody asks who wrote it.
enum AddressChangesSection {
    static let days = 30
    private static let named = 20

    static func notice(_ readers: [ReminderStore.Reader], _ frame: EventFrame) -> HTML {
        let since = frame.visit.now - Int64(days) * 86_400_000
        let changed = readers.filter { $0.addressChangedAt.map { $0 >= since } ?? false }
        guard !changed.isEmpty else { return .empty }
        let (count, all, more) = (changed.count, readers.count, changed.count - named)
        let zone = MomentWords(frame.event.timeZone)
        let names = changed.prefix(named).map { reader -> HTML in
            let when: HTML = reader.addressChangedAt.map { " (\(zone.html($0)))" } ?? .empty
            return "<bdi>\(reader.name)</bdi>\(when)"
        }
        return """
            <div class="notice warn" id="changed-addresses"><p><b>\(L(count, one: "\(count) of \(all) addresses changed in the last 30 days:", other: "\(count) of \(all) addresses changed in the last 30 days:"))</b> \
            \(Message.list(names, .commas))\(more > 0 ? " \(L(more, one: "and \(more) more", other: "and \(more) more"))" : .empty)</p>\
            <p>\(L("Whoever reads mail at an address gets the link. Ask the person if you did not expect the change."))</p></div>
            """
    }
}
