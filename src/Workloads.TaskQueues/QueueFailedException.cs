using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;
using Workloads.Models;

namespace Workloads.TaskQueues;

/// <summary>
/// A task queue could not do its part: the broker is out of reach, refuses the user, is blocked by an alarm, or holds queues of
/// another version; or a call was put aside. The message is one line and never holds a password.
/// </summary>
public sealed class QueueFailedException : ModelFailedException
{
    internal QueueFailedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Says what a failure of the client's library means.</summary>
    internal static QueueFailedException Of(Exception failure, BrokerAddress address) =>
        failure as QueueFailedException ?? new(Describe(failure, address), failure);

    private static string Describe(Exception failure, BrokerAddress address)
    {
        Exception[] causes = [.. Causes(failure)];
        if (causes.Any(cause => cause is AuthenticationFailureException or PossibleAuthenticationFailureException))
            return $"The broker at {address} does not know the user '{address.User}', or its password is another.";
        if (causes.OfType<OperationInterruptedException>().FirstOrDefault()?.ShutdownReason is { } reason)
            return Describe(reason.ReplyCode, reason.ReplyText, address);
        if (causes.OfType<SocketException>().FirstOrDefault() is { } socket)
            return $"No broker answers at {address}: {Line(socket)}";
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
            return $"The broker at {address} cannot be trusted: {Line(tls)}";
        if (causes.Any(cause => cause is TimeoutException or OperationCanceledException))
            return $"Whoever listens at {address} did not answer in time.";
        return $"Whoever listens at {address} does not answer as a broker: {Line(causes[^1])}";
    }

    private static string Describe(ushort code, string text, BrokerAddress address) => code switch
    {
        406 => $"The broker at {address} holds queues of another version of this library: {Line(text)}",
        403 => $"The broker at {address} does not let the user '{address.User}' do this: {Line(text)}",
        530 => $"The broker at {address} has no such virtual host: {Line(text)}",
        _ => $"The broker at {address} ended the connection: {Line(text)}",
    };

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            if (cause is AggregateException several)
            {
                foreach (Exception inner in several.InnerExceptions.SelectMany(Causes))
                    yield return inner;
                yield break;
            }
        }
    }

    private static string Line(Exception cause) => Line(cause.Message);

    private static string Line(string text) => text.Split('\n', 2)[0].Trim();
}
