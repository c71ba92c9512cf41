using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workloads;

/// <summary>
/// What the five documents claim, from A1 to E10: 67 claims, which the notebooks put to the test. They stand in claims.json,
/// which is part of the library and lies beside it.
/// </summary>
public static partial class Claims
{
    private static readonly Lazy<IReadOnlyList<Claim>> _all = new(Read);

    private static readonly Lazy<IReadOnlyDictionary<string, Claim>> _byId =
        new(static () => All.ToDictionary(static claim => claim.Id, StringComparer.OrdinalIgnoreCase));

    /// <summary>All of them, in the order of their ids: document by document, and by number.</summary>
    public static IReadOnlyList<Claim> All => _all.Value;

    /// <summary>Finds a claim by its id, in capitals or not.</summary>
    /// <exception cref="ArgumentException">There is none of that id; the message lists those there are.</exception>
    public static Claim Named(string id) => _byId.Value.GetValueOrDefault(id)
        ?? throw new ArgumentException($"There is no claim '{id}'. There are: {string.Join(", ", All.Select(static claim => claim.Id))}.",
            nameof(id));

    /// <summary>A1: the task over a generator.</summary>
    public static Claim A1 => Of("A1");

    /// <summary>A2: timing a block.</summary>
    public static Claim A2 => Of("A2");

    /// <summary>A3: Fibonacci on one thread.</summary>
    public static Claim A3 => Of("A3");

    /// <summary>A4: a pool of threads for small calls.</summary>
    public static Claim A4 => Of("A4");

    /// <summary>A5: the traced calls.</summary>
    public static Claim A5 => Of("A5");

    /// <summary>A6: one thread at a time, and what switching costs.</summary>
    public static Claim A6 => Of("A6");

    /// <summary>A7: what a pool of processes costs.</summary>
    public static Claim A7 => Of("A7");

    /// <summary>A8: threads and processes over larger calls.</summary>
    public static Claim A8 => Of("A8");

    /// <summary>A9: the cost of an empty call.</summary>
    public static Claim A9 => Of("A9");

    /// <summary>A10: a server with one thread, and with more.</summary>
    public static Claim A10 => Of("A10");

    /// <summary>A11: interpreters with a lock each.</summary>
    public static Claim A11 => Of("A11");

    /// <summary>A12: an interpreter for the length of a block.</summary>
    public static Claim A12 => Of("A12");

    /// <summary>A13: asyncio against as many threads.</summary>
    public static Claim A13 => Of("A13");

    /// <summary>A14: threads without the lock.</summary>
    public static Claim A14 => Of("A14");

    /// <summary>B1: concurrency and parallelism.</summary>
    public static Claim B1 => Of("B1");

    /// <summary>B2: what starting costs.</summary>
    public static Claim B2 => Of("B2");

    /// <summary>B3: nine terms.</summary>
    public static Claim B3 => Of("B3");

    /// <summary>B4: the switch interval, and who suffers.</summary>
    public static Claim B4 => Of("B4");

    /// <summary>B5: the spinner on a thread.</summary>
    public static Claim B5 => Of("B5");

    /// <summary>B6: the spinner in a process.</summary>
    public static Claim B6 => Of("B6");

    /// <summary>B7: the spinner as a coroutine.</summary>
    public static Claim B7 => Of("B7");

    /// <summary>B8: the spinner that never shows.</summary>
    public static Claim B8 => Of("B8");

    /// <summary>B9: the supervisors side by side.</summary>
    public static Claim B9 => Of("B9");

    /// <summary>B10: a computation beside the spinners, and naps.</summary>
    public static Claim B10 => Of("B10");

    /// <summary>B11: twenty numbers, one after the other.</summary>
    public static Claim B11 => Of("B11");

    /// <summary>B12: twenty numbers, by worker processes.</summary>
    public static Claim B12 => Of("B12");

    /// <summary>B13: twenty numbers, by threads.</summary>
    public static Claim B13 => Of("B13");

    /// <summary>B14: speed-up has to come from cores.</summary>
    public static Claim B14 => Of("B14");

    /// <summary>B15: commands to a fleet.</summary>
    public static Claim B15 => Of("B15");

    /// <summary>B16: native code over many cores.</summary>
    public static Claim B16 => Of("B16");

    /// <summary>B17: the parts of a web system.</summary>
    public static Claim B17 => Of("B17");

    /// <summary>B18: worker processes behind one server.</summary>
    public static Claim B18 => Of("B18");

    /// <summary>B19: distributed task queues.</summary>
    public static Claim B19 => Of("B19");

    /// <summary>C1: history and terms.</summary>
    public static Claim C1 => Of("C1");

    /// <summary>C2: downloads by a pool of threads.</summary>
    public static Claim C2 => Of("C2");

    /// <summary>C3: the pool as a context manager.</summary>
    public static Claim C3 => Of("C3");

    /// <summary>C4: a future is deferred execution.</summary>
    public static Claim C4 => Of("C4");

    /// <summary>C5: native code that releases the lock.</summary>
    public static Claim C5 => Of("C5");

    /// <summary>C6: the spinner stopped by a signal object.</summary>
    public static Claim C6 => Of("C6");

    /// <summary>C7: races in spite of the lock.</summary>
    public static Claim C7 => Of("C7");

    /// <summary>C8: one statement, many instructions.</summary>
    public static Claim C8 => Of("C8");

    /// <summary>C9: the cures for races.</summary>
    public static Claim C9 => Of("C9");

    /// <summary>C10: switching only where awaited.</summary>
    public static Claim C10 => Of("C10");

    /// <summary>C11: parallelism.</summary>
    public static Claim C11 => Of("C11");

    /// <summary>D1: which bound a workload is.</summary>
    public static Claim D1 => Of("D1");

    /// <summary>D2: what one thread pays for the lock.</summary>
    public static Claim D2 => Of("D2");

    /// <summary>D3: reference counts that race.</summary>
    public static Claim D3 => Of("D3");

    /// <summary>D4: many locks, and one.</summary>
    public static Claim D4 => Of("D4");

    /// <summary>D5: the overhead of processes.</summary>
    public static Claim D5 => Of("D5");

    /// <summary>D6: alternative interpreters.</summary>
    public static Claim D6 => Of("D6");

    /// <summary>D7: which module for which task.</summary>
    public static Claim D7 => Of("D7");

    /// <summary>D8: one thread against a thread for each task.</summary>
    public static Claim D8 => Of("D8");

    /// <summary>D9: time-outs, cancelling, results.</summary>
    public static Claim D9 => Of("D9");

    /// <summary>D10: green threads switch cooperatively.</summary>
    public static Claim D10 => Of("D10");

    /// <summary>D11: synchronous-looking code over an event loop.</summary>
    public static Claim D11 => Of("D11");

    /// <summary>D12: events over four transports.</summary>
    public static Claim D12 => Of("D12");

    /// <summary>D13: tens of thousands of open connections.</summary>
    public static Claim D13 => Of("D13");

    /// <summary>E1: polling a child.</summary>
    public static Claim E1 => Of("E1");

    /// <summary>E2: a child's pipes.</summary>
    public static Claim E2 => Of("E2");

    /// <summary>E3: a time-out for a child.</summary>
    public static Claim E3 => Of("E3");

    /// <summary>E4: running other tools.</summary>
    public static Claim E4 => Of("E4");

    /// <summary>E5: a blocking call beside a computation.</summary>
    public static Claim E5 => Of("E5");

    /// <summary>E6: a lock against data races.</summary>
    public static Claim E6 => Of("E6");

    /// <summary>E7: queues between threads.</summary>
    public static Claim E7 => Of("E7");

    /// <summary>E8: coroutines driven by send.</summary>
    public static Claim E8 => Of("E8");

    /// <summary>E9: a process pool, step by step.</summary>
    public static Claim E9 => Of("E9");

    /// <summary>E10: the priority of tasks.</summary>
    public static Claim E10 => Of("E10");

    private static Claim Of(string id) => _byId.Value[id];

    private static Claim[] Read()
    {
        using Stream json = typeof(Claims).Assembly.GetManifestResourceStream("claims.json")
            ?? throw new InvalidOperationException("claims.json is not part of this library.");
        return JsonSerializer.Deserialize(json, ClaimsJson.Default.ClaimArray)
            ?? throw new JsonException("claims.json holds null.");
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Claim[]))]
    private sealed partial class ClaimsJson : JsonSerializerContext;
}
