import Domain
import Storage
import Web

/// A feature that measures how cells worked together. Five figures stand in the body of the report, the others in Annex E.
protocol MeasuresFeature: Feature {
    /// - Parameter own: the cell whose copy it is: its own results are told though they are published to nobody else.
    static func measures(of event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?, _ reading: any Reading) throws
        -> [ExerciseMeasureFigure]
}

struct ExerciseMeasureFigure: Sendable {
    let order: Int
    let label: Message
    /// "13/20", "15 min"; a dash where it cannot be told.
    let value: String
    /// Of how many.
    let count: Int
    /// What it does not say.
    var limit: Message?
    /// Stands in the body: first notice, requests in time, decisions alike, shared picture, horizontal consultation.
    var isInBody = false
}

/// A feature with something for a part of the report: decisions, requests, graphs. What it tells obeys the ladder.
protocol ReportPartFeature: Feature {
    static func blocks(
        of section: ReportSection, in event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?,
        _ reading: any Reading
    ) throws -> [Document.Block]
}

enum ReportParts {
    private static let measuring: [any MeasuresFeature.Type] = Features.all { $0 as? any MeasuresFeature.Type }
    private static let parts: [any ReportPartFeature.Type] = Features.all { $0 as? any ReportPartFeature.Type }

    static func measures(of event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?, _ reading: any Reading) throws
        -> [ExerciseMeasureFigure]
    {
        try measuring.flatMap { try $0.measures(of: event, plan, own: own, reading) }.sorted { $0.order < $1.order }
    }

    static func blocks(
        of section: ReportSection, in event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?,
        _ reading: any Reading
    ) throws -> [Document.Block] {
        try parts.flatMap { try $0.blocks(of: section, in: event, plan, own: own, reading) }
    }
}
