import Domain
import Storage
import Web

/// Asks all cells the same at the same moment.
protocol SharedPictureFeature: Feature {
    /// - Parameter range: of the exercise's clock: what was asked within it.
    /// - Returns: nothing where nothing was asked.
    static func sharedPicture(
        _ cells: [CellRecord], of event: Event.ID, in range: ClosedRange<Int64>, _ reading: any Reading
    ) throws -> SharedPicture?
}

enum SharedPictures {
    static func picture(
        _ cells: [CellRecord], of event: Event.ID, in range: ClosedRange<Int64>, _ reading: any Reading
    ) throws -> SharedPicture? {
        for feature in Features.all({ $0 as? any SharedPictureFeature.Type }) {
            if let picture = try feature.sharedPicture(cells, of: event, in: range, reading) { return picture }
        }
        return nil
    }
}
