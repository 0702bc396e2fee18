import Domain
import Storage
import Web

/// Who is trained: has a certificate of every module of a course, in whichever cohorts. A country sees its own by name; of regions only
/// totals are told, under the rule of five.
struct CourseTrained {
    struct Trained: Sendable, Hashable {
        /// As ``CourseSeatStore/Seat/person``.
        let person: String
        let name: String
        let country: String?
    }

    /// By course.
    let all: [TrainingCourse.ID: [Trained]]
    /// Seats of an event.
    let seats: [Event.ID: [CourseSeatStore.Seat]]
    /// Certificates of an event.
    let certificates: [Event.ID: [CourseSeatStore.Seat]]

    init(_ courses: [CourseRecord], _ reading: any Reading) throws {
        let ids = courses.map(\.id)
        let store = CourseStore(reading)
        let modules = Dictionary(grouping: try store.modules(of: ids), by: \.course)
        let cohorts = Dictionary(grouping: try store.cohorts(of: ids), by: \.course)
        let events = Set(cohorts.values.flatMap { $0 }.flatMap(\.events.values)).sorted()
        let seats = Dictionary(grouping: try CourseSeatStore(reading).seats(in: events), by: \.event)
        let certified = Dictionary(grouping: try CourseSeatStore(reading).certified(in: events), by: \.event)
        var all: [TrainingCourse.ID: [Trained]] = [:]
        for id in ids {
            guard let modules = modules[id], !modules.isEmpty else { continue }
            var done: [String: (count: Int, trained: Trained)] = [:]
            for module in modules {
                var here: [String: Trained] = [:]
                for cohort in cohorts[id] ?? [] {
                    guard let event = cohort.events[module.id] else { continue }
                    for seat in certified[event] ?? [] {
                        here[seat.person] = Trained(person: seat.person, name: seat.name, country: seat.country)
                    }
                }
                for (person, trained) in here { done[person] = ((done[person]?.count ?? 0) + 1, trained) }
            }
            all[id] = done.values.filter { $0.count == modules.count }.map(\.trained).sorted {
                ($0.country ?? "", $0.name) < ($1.country ?? "", $1.name)
            }
        }
        (self.all, self.seats, certificates) = (all, seats, certified)
    }

    /// By region in which a country is at home: how many, or that it is withheld. Who has no region counts in none.
    /// - Returns: nothing where fewer than five are trained at all.
    func regions(_ course: TrainingCourse.ID, homes: [String: App.Region.ID]) -> (
        shown: [App.Region.ID: Int], hidden: [App.Region.ID]
    )? {
        let trained = all[course] ?? []
        guard Suppression.mayShow(ballots: trained.count) else { return nil }
        var counts: [String: [String: Int]] = [:]
        var without = 0
        for one in trained {
            if let country = one.country, let home = homes[country] {
                counts[home.description, default: [:]][country, default: 0] += 1
            } else {
                without += 1
            }
        }
        let decision = Suppression.decide(
            ballots: counts.mapValues { $0.values.reduce(0, +) }, ungrouped: without)
        let shown = decision.shown.filter { Self.tellsNoCountry(counts[$0] ?? [:]) }
        let hidden = decision.hidden + decision.shown.filter { !Self.tellsNoCountry(counts[$0] ?? [:]) }
        let figures = shown.compactMap { name in
            App.Region.ID(name).map { ($0, (counts[name] ?? [:]).values.reduce(0, +)) }
        }
        return (Dictionary(figures) { first, _ in first }, hidden.compactMap { App.Region.ID($0) }.sorted())
    }

    static let leastCountries = 3

    /// Whoever takes their own people off a total is left with those of several countries.
    private static func tellsNoCountry(_ people: [String: Int]) -> Bool {
        let total = people.values.reduce(0, +)
        return people.count >= leastCountries && people.values.allSatisfy { total - $0 >= Suppression.least }
    }
}
