namespace Workloads.Models;

/// <summary>Thrown at a generator's pending yield when it is closed; a body lets it through.</summary>
public sealed class GeneratorExitException() : Exception("The generator is being closed.");
