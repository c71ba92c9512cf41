namespace Workloads.TaskQueues.Wire;

/// <summary>A message is not a frame of this version; the message says what is wrong with it.</summary>
internal sealed class FrameException(string message) : Exception(message);
