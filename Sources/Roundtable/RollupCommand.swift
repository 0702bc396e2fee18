import ArgumentParser
import Domain
import Foundation
import Web

/// `roundtable rollup`: anyone can take a roll-up that hides countries again, without a server.
struct RollupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollup",
        abstract: "Makes a picture of groups of countries that hides every country, as JSON.",
        discussion: """
            FILE has the values (\(RollupFile.columns)): 1 to 5, n/a, or nothing where a country did not answer; --groups says who \
            is at home where (\(RollupFile.groupColumns)). What may not be shown is withheld, without a reason. With --before the \
            snapshot follows one that was published: what is new since then is shown only where it tells of no country. A malformed \
            file is refused with line and column (exit status 65), and nothing is printed. docs/rollup.md tells the rules.
            """)

    @Option(help: "The file of groups.")
    var groups: String

    @Option(help: "The output published last, with the same groups and pools.")
    var before: String?

    @Option(
        help: "Countries that agreed to be shown by name, separated by semicolons, such as KZ;UZ.",
        transform: { text in
            let names = text.split(separator: ";", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard names.allSatisfy({ !$0.isEmpty }) else {
                throw ValidationError("named countries are separated by semicolons, such as KZ;UZ.")
            }
            return names
        })
    var named: [String] = []

    @Option(
        help: "Groups that are joined, such as GCC+MIE; several pools are separated by semicolons.",
        transform: { text in
            let pools = text.split(separator: ";", omittingEmptySubsequences: false).map { pool in
                pool.split(separator: "+", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            }
            guard pools.allSatisfy({ $0.count >= 2 && $0.allSatisfy { !$0.isEmpty } }) else {
                throw ValidationError("a pool has the names of two groups or more, such as GCC+MIE.")
            }
            return pools
        })
    var pools: [[String]] = []

    @Argument(help: "The file of values.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let table = try CountedFile.read(groups) { bytes throws(FileProblem) in
                try RollupFile.table(bytes, pools: pools)
            }
            let answers = try CountedFile.read(file) { bytes throws(FileProblem) in
                try RollupFile.answers(bytes, of: table)
            }
            let known: Set<Int>
            do { known = try RollupFile.named(named, of: table) } catch {
                throw Failure("--named: \(error)", .badData)
            }
            let chain = try before.map { name in
                try CountedFile.read(name) { bytes throws(FileProblem) in try SealedChain.read(bytes, of: table) }
            }
            let telling = chain?.telling(known, answers) ?? []
            guard telling.isEmpty else {
                let names = telling.sorted().map { table.countries[$0] }.joined(separator: ", ")
                throw Failure(
                    "--named: with what was shown before, \(names) by name would tell the answers of others.", .badData)
            }
            let rollup = Rollup(answers, of: table, named: known, after: chain)
            let text = RollupReport(rollup).json(chain: SealedChain.text(rollup.chain))
            FileHandle.standardOutput.write(Data(text.utf8))
        }
    }
}

/// A chain as one word with its checksum: what was changed by a slip, or cut off, is refused. It holds no secret, so it needs no key.
enum SealedChain {
    private static let head = "roundtable-rollup-1"

    static func text(_ chain: RollupChain) -> String {
        let body = Data(chain.value.json.utf8).base64EncodedString()
        return [head, body, seal(body)].joined(separator: ".")
    }

    private static func seal(_ body: String) -> String { Secret.hex(Sodium.hash((head + "." + body).utf8)) }

    /// - Parameter bytes: of a whole output.
    static func read(_ bytes: [UInt8], of table: RollupTable) throws(FileProblem) -> RollupChain {
        let output: JSONValue
        do { output = try JSONReader.read(bytes) } catch let problem as JSONProblem {
            throw FileProblem(line: problem.line, expected: "JSON", found: problem.reason)
        } catch {
            throw FileProblem(line: nil, expected: "JSON")
        }
        guard case .object(let object) = output, case .text(let text)? = object[Rollup.chainName] else {
            throw FileProblem(line: nil, expected: "an output of roundtable rollup with its chain", found: "none")
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == head, parts[2] == seal(parts[1]), let data = Data(base64Encoded: parts[1])
        else {
            throw FileProblem(line: nil, expected: "a chain as it was printed", found: "one that was changed")
        }
        do {
            return try RollupChain(try JSONReader.read([UInt8](data)), of: table)
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw FileProblem(line: nil, expected: "a chain as it was printed", found: "one that was changed")
        }
    }
}
