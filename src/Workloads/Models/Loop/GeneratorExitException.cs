namespace Workloads.Models;

/// <summary>Thrown at a generator's pending yield when it is closed; a body lets it through.</summary>
internal sealed class GeneratorExitException() : Exception("The generator is being closed.");
