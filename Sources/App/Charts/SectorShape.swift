import Markup
import Web

/// The shape that belongs to a sector's hue, so that colour never stands alone.
enum SectorShape {
    static func html(_ hue: Int, x: Double, y: Double, scale: Double = 1, _ target: ChartTarget) -> HTML {
        let paint = ChartPart.mark(hue: hue).attributes(target)
        let size = scale == 1 ? "" : " scale(\(ChartText.number(scale)))"
        let place = HTML(trusted: " transform=\"translate(\(ChartText.number(x)) \(ChartText.number(y)))\(size)\"")
        let shape: HTML =
            switch hue {
            case 1: "<circle\(paint) r=\"12\"\(place)/>"
            case 2: "<rect\(paint) x=\"-11\" y=\"-11\" width=\"22\" height=\"22\"\(place)/>"
            case 3: "<path\(paint) d=\"M0-14L14 11H-14Z\"\(place)/>"
            case 4: "<path\(paint) d=\"M0-15L15 0L0 15L-15 0Z\"\(place)/>"
            case 5: "<path\(paint) d=\"M0 14L14-11H-14Z\"\(place)/>"
            case 6: "<path\(paint) d=\"M-5-13H5V-5H13V5H5V13H-5V5H-13V-5H-5Z\"\(place)/>"
            case 7: "<path\(paint) d=\"M0-15L4-5L15-5L6 2L9 13L0 6L-9 13L-6 2L-15-5L-4-5Z\"\(place)/>"
            default: "<path\(paint) d=\"M0-14L13-4L8 12H-8L-13-4Z\"\(place)/>"
            }
        return target.isFile ? shape : "<g class=\"s\(hue)\">\(shape)</g>"
    }
}
