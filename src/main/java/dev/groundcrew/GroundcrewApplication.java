package dev.groundcrew;

import dev.groundcrew.access.AuditResource;
import dev.groundcrew.access.AuditTrail;
import dev.groundcrew.access.Authorization;
import dev.groundcrew.access.CrossOriginWrites;
import dev.groundcrew.access.MeResource;
import dev.groundcrew.access.OpenIdResource;
import dev.groundcrew.access.PublicLocation;
import dev.groundcrew.access.SessionResource;
import dev.groundcrew.access.TokensResource;
import dev.groundcrew.access.UsersResource;
import dev.groundcrew.builtin.backup.BackupResource;
import dev.groundcrew.engine.compare.CompareResource;
import dev.groundcrew.engine.compare.ComparisonsResource;
import dev.groundcrew.engine.made.MadeTasksResource;
import dev.groundcrew.engine.made.ScheduleResource;
import dev.groundcrew.engine.made.TaskDocumentResource;
import dev.groundcrew.engine.made.TaskTypesResource;
import dev.groundcrew.engine.rest.AboutResource;
import dev.groundcrew.engine.rest.BulkRunsResource;
import dev.groundcrew.engine.rest.DatabaseAwayMapper;
import dev.groundcrew.engine.rest.GateResource;
import dev.groundcrew.engine.rest.HoldResource;
import dev.groundcrew.engine.rest.NextRunsResource;
import dev.groundcrew.engine.rest.NodesResource;
import dev.groundcrew.engine.rest.PausesResource;
import dev.groundcrew.engine.rest.RunsResource;
import dev.groundcrew.engine.rest.SettingsResource;
import dev.groundcrew.engine.rest.TaskNextRunsResource;
import dev.groundcrew.engine.rest.TasksResource;
import dev.groundcrew.engine.rest.TimelineResource;
import dev.groundcrew.engine.rest.UpcomingResource;
import dev.groundcrew.watch.HealthResource;
import dev.groundcrew.watch.ProblemsResource;
import dev.groundcrew.watch.SummaryResource;
import dev.groundcrew.watch.alerts.AlertsResource;
import dev.groundcrew.watch.metrics.MetricsResource;
import dev.groundcrew.web.JsonWithNulls;
import dev.groundcrew.web.OpenApiResource;
import dev.groundcrew.web.OwnRestFilter;
import dev.groundcrew.web.ProblemMapper;
import dev.groundcrew.web.SecurityHeaders;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * All of REST. Its paths begin with {@code api/}; where it stands is said by {@link
 * StandaloneApplication} in our own WAR, by {@link LibraryApplication} in somebody else's. Lists
 * its own classes, and none of them carries {@code @Provider}, so that another {@code Application}
 * in the same WAR neither loses nor gains any.
 */
abstract class GroundcrewApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AboutResource.class,
        AlertsResource.class,
        AuditResource.class,
        AuditTrail.class,
        Authorization.class,
        CrossOriginWrites.class,
        BackupResource.class,
        BulkRunsResource.class,
        CompareResource.class,
        ComparisonsResource.class,
        DatabaseAwayMapper.class,
        GateResource.class,
        HealthResource.class,
        HoldResource.class,
        JsonWithNulls.class,
        MadeTasksResource.class,
        MeResource.class,
        MetricsResource.class,
        NextRunsResource.class,
        NodesResource.class,
        OpenApiResource.class,
        OpenIdResource.class,
        OwnRestFilter.class,
        PausesResource.class,
        ProblemMapper.class,
        ProblemsResource.class,
        PublicLocation.class,
        RunsResource.class,
        ScheduleResource.class,
        SecurityHeaders.class,
        SessionResource.class,
        SettingsResource.class,
        SummaryResource.class,
        TaskDocumentResource.class,
        TaskNextRunsResource.class,
        TaskTypesResource.class,
        TasksResource.class,
        TimelineResource.class,
        TokensResource.class,
        UpcomingResource.class,
        UsersResource.class);
  }
}
