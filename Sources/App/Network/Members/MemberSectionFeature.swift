import Storage
import Web

/// Something of a member that stands on its page, as far as the visitor may read it.
struct MemberThing: Sendable {
    let title: String
    let path: String
    /// A TLP label without "TLP:".
    let marking: String
    /// Beside it: how far it has come.
    var note: Message?
}

/// What a feature shows on the page of a member, and of a city: what it wrote, shared or needs.
protocol MemberSectionFeature: Feature {
    /// From the top: 10, 20 …
    static var memberSection: (order: Int, title: Message) { get }
    /// - Parameter programmes: which the visitor sees.
    /// - Returns: nothing that the visitor may not read.
    static func things(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [MemberThing]
}

enum MemberThings {
    private static let features: [any MemberSectionFeature.Type] =
        Features.all { $0 as? any MemberSectionFeature.Type }.sorted { $0.memberSection.order < $1.memberSection.order }

    /// Those of which there are some.
    static func all(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading) throws
        -> [(title: Message, things: [MemberThing])]
    {
        try features.map { feature in
            (
                title: feature.memberSection.title,
                things: try feature.things(of: member, in: programmes, visit, reading)
            )
        }.filter { !$0.things.isEmpty }
    }
}
