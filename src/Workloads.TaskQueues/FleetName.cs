namespace Workloads.TaskQueues;

/// <summary>The name by which machines and clients find each other on one broker: the beginning of their queues' names.</summary>
internal static class FleetName
{
    public const string Default = "workloads";

    private const int MaxLength = 100;

    /// <summary>Returns a name that can be one.</summary>
    /// <exception cref="ArgumentException">The name cannot be one; the message says what can.</exception>
    public static string Checked(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        ? name
        : throw new ArgumentException(
            Invariant($"A fleet's name is made of up to {MaxLength} letters, digits, '-' and '_', which '{name}' is not."), nameof(name));
}
