import Domain
import Storage
import Web

/// One action of a plan with what it waits for, directly or through others: no more of the plan is read for it.
struct PlanItemReading: Sendable {
    let plan: PlanRecord
    let voice: PlanVoice
    let entry: PlanEntry
    /// Those for which it waits itself, as far as they may be read.
    let before: [PlanEntry]
    let date: PlanDates.Item?
    let today: String

    /// - Throws: ``Refusal/notFound`` also for what they may not know of.
    init(_ visit: Visit, _ id: PlanItem.ID, _ reading: any Reading) throws {
        let (item, plan, voice) = try PlanItemOperations.seen(visit, id, reading)
        (self.plan, self.voice, today) = (plan, voice, voice.standing.today)
        let chain = try Self.chain(item, reading)
        let items = voice.visible(try PlanItemStore(reading).items(chain + [id]), in: [plan])
        let entries = try PlanMaterial.entries(items, voice, reading)
        guard let entry = entries.first(where: { $0.item.id == id }) else { throw Refusal.notFound }
        self.entry = entry
        before = item.fields.predecessors.compactMap { number in entries.first { $0.item.number == number } }
        let dates: PlanDates?
        do { dates = try PlanDates(entries.map(\.line), today: CalendarDate(today)) } catch { dates = nil }
        date = dates?.items.first { $0.number == item.number }
    }

    /// Everything for which it waits: numbers and what they wait for are enough to know.
    private static func chain(_ item: PlanItemRecord, _ reading: any Reading) throws -> [PlanItem.ID] {
        guard !item.fields.predecessors.isEmpty else { return [] }
        let links = try PlanItemStore(reading).links(in: item.plan)
        var (found, open): ([PlanItem.ID], [String]) = ([], item.fields.predecessors)
        var met: Set<String> = [item.number]
        while let number = open.popLast() {
            guard met.insert(number).inserted, let link = links[number] else { continue }
            found.append(link.id)
            open += link.before
        }
        return found
    }

    var isLate: Bool {
        guard let day = CalendarDate(today) else { return false }
        return entry.line.state.isOpen && entry.line.isLate(on: day)
    }
}
