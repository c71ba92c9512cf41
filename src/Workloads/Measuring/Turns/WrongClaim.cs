namespace Workloads.Measuring;

/// <summary>A result was asked about a claim that it says nothing of.</summary>
internal static class WrongClaim
{
    /// <summary>The exception, with what the result can be asked about.</summary>
    public static ArgumentException Of(Claim claim, string known) =>
        new($"{claim?.Id} cannot be judged by this measurement, which is about {known}.", nameof(claim));
}
