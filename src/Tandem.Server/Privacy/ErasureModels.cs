namespace Tandem.Server.Privacy;

/// <summary>Asks that a customer be erased.</summary>
/// <param name="Reason">In words, kept in the certificate: write nothing about the customer.</param>
/// <param name="Suppress">Whether their identities are kept out from then on.</param>
public sealed record ErasureRequestModel(string? Reason, bool Suppress = false);

/// <summary>An erasure: while it is under way how far it is, afterwards the certificate.</summary>
/// <param name="CustomerId">The engine's own id, which says nothing of the customer.</param>
/// <param name="State"><c>running</c>, <c>done</c>, or <c>nobody</c> where there was nobody to be erased.</param>
/// <param name="Identities">By what the customer was known: only who has an identity and the workspace's key finds it here.</param>
/// <param name="Steps">What was looked through so far, and how much was taken away or rewritten.</param>
/// <param name="Backups">Backups made before it was done, which hold the data until they are removed.</param>
/// <param name="Elsewhere">What else may hold the data and is not known here, in words.</param>
public sealed record ErasureModel(
    string Id, string CustomerId, string State, DateTimeOffset AskedAt, string By, string Reason, bool Suppress, DateTimeOffset? CompletedAt,
    IReadOnlyList<MarkedIdentity> Identities, IReadOnlyList<ErasureStepModel> Steps, IReadOnlyList<BackupModel> Backups, IReadOnlyList<string> Elsewhere);

/// <param name="Name">What was looked through.</param>
/// <param name="Title">The same, and what was done there, in words.</param>
public sealed record ErasureStepModel(string Name, string Title, long Count, DateTimeOffset At);

public sealed record BackupModel(string Id, DateTimeOffset At);

/// <summary>An identity to be kept out.</summary>
/// <param name="Identity"><c>kind:value</c>.</param>
public sealed record SuppressionOrderModel(string? Identity, string? Reason = null);

/// <summary>An identity that is kept out, of which nobody can read the value.</summary>
/// <param name="Mark">HMAC-SHA256 with the workspace's key.</param>
public sealed record SuppressedIdentityModel(string Mark, string Kind, DateTimeOffset At, string Reason);
