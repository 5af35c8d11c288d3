-- How many take part in each programme. Everybody less the few who have left the
-- organisation: each of the two is told by an index alone.
DROP VIEW IF EXISTS programmes_counts;
CREATE VIEW programmes_counts AS
  SELECT p.id AS programme_id,
         (SELECT count(*) FROM programmes_participation t WHERE t.programme_id = p.id
            AND t.state = 'enrolled' AND t.role = 'mentor') - gone.mentors AS mentors,
         (SELECT count(*) FROM programmes_participation t WHERE t.programme_id = p.id
            AND t.state = 'enrolled' AND t.role = 'mentee') - gone.mentees AS mentees,
         (SELECT count(*) FROM programmes_participation t WHERE t.programme_id = p.id
            AND t.state = 'invited') - gone.invited AS invited
  FROM programmes_programme p
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE t.state = 'enrolled' AND t.role = 'mentor')
               AS mentors,
             count(*) FILTER (WHERE t.state = 'enrolled' AND t.role = 'mentee')
               AS mentees,
             count(*) FILTER (WHERE t.state = 'invited') AS invited
      FROM people_person one
        JOIN programmes_participation t ON t.person_id = one.id
      WHERE NOT one.is_active AND t.programme_id = p.id
    ) gone;

GRANT SELECT ON programmes_counts TO crossmentor_web, crossmentor_worker;
