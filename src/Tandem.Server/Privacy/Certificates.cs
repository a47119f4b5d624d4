using System.Globalization;
using System.Text;
using Tandem.Primitives;
using Tandem.Server.Hosting;

namespace Tandem.Server.Privacy;

/// <summary>Shows erasures: to programs, and as a text to keep.</summary>
public sealed class Certificates(IBackupLog backups, WorkspaceStore store)
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["states"] = "Taken out of the states: ids that led to the customer",
        ["messages"] = "Messages without address, content and reasons from now on",
        ["snapshots"] = "Snapshots of states removed",
        ["journal"] = "Entries of the journal erased in their places",
        ["rejectedItems"] = "Rejected items emptied",
        ["suppressionList"] = "Addresses taken off the suppression list",
        ["views"] = "Saved views that searched for the customer removed",
        ["messageFile"] = "Files of messages written anew, so that nothing is left in free pages",
        ["tables"] = "Tables of the database cleaned of earlier rows (VACUUM)",
        ["files"] = "Files of journal, states and workspace written anew, so that nothing is left in free pages",
        ["snapshot taken"] = "New snapshots taken",
    };

    public ErasureModel Show(ErasureRecord record) => new(
        record.Id, record.Customer, record.CompletedAt is null ? "running" : record.WasThere ? "done" : "nobody",
        Time(record.AskedAt), record.By, record.Reason, record.Suppress, record.CompletedAt is { } done ? Time(done) : null, record.Identities,
        [.. record.Steps.Select(step => new ErasureStepModel(step.Name, Titles.GetValueOrDefault(step.Name, step.Name), step.Count, Time(step.At)))],
        [.. backups.All.Where(backup => record.CompletedAt is null || backup.At <= record.CompletedAt).OrderBy(backup => backup.At).Select(backup => new BackupModel(backup.Id, Time(backup.At)))],
        Elsewhere);

    /// <summary>The certificate as a page of plain text.</summary>
    public string Text(ErasureRecord record)
    {
        var model = Show(record);
        var text = new StringBuilder();
        text.Append(model.State == "running" ? "Erasure of a customer, under way" : "Certificate of erasure").AppendLine().AppendLine();
        Line("number", model.Id);
        Line("customer", model.CustomerId);
        Line("asked", $"{Shown(record.AskedAt)} by {model.By}");
        Line("reason", model.Reason.Length == 0 ? "none given" : model.Reason);
        Line("done", record.CompletedAt is { } done ? Shown(done) : "not yet");
        Line("identities", model.Suppress ? "kept out from now on" : "may come in again");
        if (model.State == "nobody") text.AppendLine().AppendLine("There was nobody to be erased.");
        text.AppendLine().AppendLine("What was done");
        foreach (var step in record.Steps) text.AppendLine($"  {Shown(step.At)}  {step.Count,8}  {Titles.GetValueOrDefault(step.Name, step.Name)}");
        text.AppendLine().AppendLine("By what the customer was known (HMAC-SHA256 with the key of this workspace)");
        foreach (var identity in model.Identities) text.AppendLine($"  {identity.Kind,-12} {identity.Mark}");
        text.AppendLine().AppendLine("What still holds the data");
        foreach (var backup in model.Backups) text.AppendLine($"  The backup {backup.Id} of {Shown(Instant.From(backup.At))}");
        foreach (var place in model.Elsewhere) text.AppendLine($"  {place}");
        return text.ToString();

        void Line(string name, string value) => text.AppendLine($"{name,-12}{value}");
    }

    private IReadOnlyList<string> Elsewhere =>
    [
        store.Cluster is null
            ? "Copies of the data folder that somebody made by hand before it was done."
            : "Backups of the database and archives of its write-ahead log from before it was done, and replicas that have not caught up.",
        "Interactions of other customers that show one of these identities.",
    ];

    private static string Shown(Instant at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(Instant instant) => instant.ToDateTimeOffset();
}
