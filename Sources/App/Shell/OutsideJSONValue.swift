import Domain
import Web

extension JSONReader {
    /// Reads JSON that others wrote: first looked through by ``OutsideJSON``, since the reader keeps names in dictionaries, which
    /// compare and hash them.
    /// - Parameter values: at most so many.
    static func outside(_ bytes: [UInt8], values: Int = 200_000) throws -> JSONValue {
        try OutsideJSON.check(
            bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes,
            limits: .init(depth: 64, values: values))
        return try read(bytes)
    }
}
