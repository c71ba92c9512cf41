using System.Reflection;
using System.Runtime.CompilerServices;
using Workloads.Html;
using Workloads.Show;

namespace Workloads.Topics;

/// <summary>One field of a state machine, and what it is for.</summary>
/// <param name="Name">The compiler's name for it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is for.</param>
internal sealed record StateMachineField(string Name, string Type, string Role);

/// <summary>What the compiler made of a method with <c>await</c> or <c>yield</c> in it (A1): read from the compiled method.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record StateMachine : IDisplayable
{
    /// <param name="method">The method.</param>
    /// <param name="kind">What it was: an async method or an iterator.</param>
    /// <param name="fields">The machine's fields: where it stands, what it awaits, and the locals that live across a stop.</param>
    /// <param name="moveNextBytes">The size of the method that runs it on, in bytes of IL.</param>
    internal StateMachine(string method, string kind, IReadOnlyList<StateMachineField> fields, int moveNextBytes) =>
        (Method, Kind, Fields, MoveNextBytes) = (method, kind, fields, moveNextBytes);

    internal string Method { get; init; }
    internal string Kind { get; init; }
    internal IReadOnlyList<StateMachineField> Fields { get; init; }
    internal int MoveNextBytes { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="method">An async method or an iterator, such as a local function passed as a delegate.</param>
    /// <exception cref="ArgumentException">The compiler made no state machine of it.</exception>
    public static StateMachine Of(Delegate method)
    {
        ArgumentNullException.ThrowIfNull(method);
        StateMachineAttribute attribute = method.Method.GetCustomAttribute<StateMachineAttribute>()
            ?? throw new ArgumentException($"{method.Method.Name} has neither await nor yield in it.", nameof(method));
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Type machine = attribute.StateMachineType;
        return new(
            method.Method.Name,
            attribute is AsyncStateMachineAttribute ? "async method" : "iterator",
            [.. machine.GetFields(All).Select(field => new StateMachineField(field.Name, NameOf(field.FieldType), RoleOf(field)))],
            machine.GetMethod("MoveNext", All)?.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);
    }

    /// <inheritdoc/>
    public string ToHtml() => ToTable().ToHtml();

    /// <inheritdoc/>
    public override string ToString() => ToTable().ToString();

    private Table ToTable() => Table.Of(
        Invariant($"{Method}, an {Kind}: MoveNext has {MoveNextBytes} bytes of IL"),
        Fields, ("field", field => field.Name), ("type", field => field.Type), ("what for", field => field.Role));

    /// <summary>By the compiler's own naming: a digit tells generated fields apart, a plain name is the source's.</summary>
    private static string RoleOf(FieldInfo field) => field.Name switch
    {
        var name when name.EndsWith("__state", StringComparison.Ordinal) => "where it stands",
        var name when name.EndsWith("__builder", StringComparison.Ordinal) => "the task that it completes",
        var name when name.EndsWith("__current", StringComparison.Ordinal) => "what was yielded last",
        var name when name.EndsWith("__initialThreadId", StringComparison.Ordinal) => "who made it, to know whether to copy it",
        var name when name.EndsWith("__this", StringComparison.Ordinal) => "what its method belongs to",
        var name when name.StartsWith("<>u__", StringComparison.Ordinal) => "the awaiter of what it awaits",
        var name when name.StartsWith("<>s__", StringComparison.Ordinal)
            || name.StartsWith("<>7__", StringComparison.Ordinal) => "a value in the midst of an expression",
        var name when name.StartsWith("<>3__", StringComparison.Ordinal) => "a parameter, for the next time round",
        var name when name.Contains("5__", StringComparison.Ordinal) => "a local that lives across a stop",
        _ => "a parameter",
    };

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
