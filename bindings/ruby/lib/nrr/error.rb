# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # In every error of the library, which is also what Ruby itself would raise in such a case:
  # `rescue NRR::Error` catches them all. `status` is the number of the status, and `code` its name
  # (:e_conflict); nil if the library was not asked.
  module Error
    attr_reader :status

    def initialize(message = nil, status = nil)
      super(message)
      @status = status
    end

    def code
      STATUS_TEXTS[status]&.first&.delete_prefix("NRR_")&.downcase&.to_sym
    end
  end

  # An argument outside of what it may be.
  class InvalidError < ArgumentError
    include Error
  end

  # A batch of which one fact is to blame: all of it was refused. `row` is its place, nil if a column as
  # such is to blame, and `field` the name of the field, nil if none is to blame.
  class RefusedError < ArgumentError
    include Error

    attr_reader :row, :field

    def initialize(message = nil, status = nil, row = nil, field = nil)
      super(message, status)
      @row = row
      @field = field
    end
  end

  # The id of a fact is taken by one with other content.
  class ConflictError < RefusedError
  end

  # The ledger, snapshot, query, report or table was closed.
  class ClosedError < IOError
    include Error
  end

  # No such key.
  class UnknownKeyError < KeyError
    include Error
  end

  # A measure, a rate or a reason that the query did not ask for.
  class NotAskedError < KeyError
    include Error
  end

  # No such row.
  class RowError < IndexError
    include Error
  end

  # A strict ledger with contradictions does not report. Snapshot#findings lists them.
  class FindingsError < StandardError
    include Error
  end

  # An exact result does not fit its type: no wrong number is given.
  class ExactnessError < RangeError
    include Error
  end

  # The allocator had no memory.
  class MemoryError < ::NoMemoryError
    include Error
  end

  # The library that is running is older than the function.
  class UnsupportedError < ::NotImplementedError
    include Error
  end

  # The status that a call gave, as an error.
  module Status
    CLASSES = {
      CODES[:status][:e_memory] => MemoryError,
      CODES[:status][:e_overflow] => ExactnessError,
      CODES[:status][:e_unset] => UnknownKeyError,
      CODES[:status][:e_key_unknown] => UnknownKeyError,
      CODES[:status][:e_row] => RowError,
      CODES[:status][:e_not_asked] => NotAskedError,
      CODES[:status][:e_field] => NotAskedError,
      CODES[:status][:e_findings] => FindingsError
    }.freeze

    module_function

    def text(status)
      name, said = STATUS_TEXTS[status]
      name ? "#{said} (#{name.delete_prefix('NRR_')})" : "status #{status}"
    end

    # Raises the error of a status that is not OK. `what` names the argument in question.
    def check(status, what = nil)
      return if status.zero?

      raise CLASSES.fetch(status, InvalidError).new([what, text(status)].compact.join(": "), status)
    end

    # The same for a batch, of which the library says who is to blame.
    def check_batch(status, refusal)
      return if status.zero?
      raise MemoryError.new(text(status), status) if status == CODES[:status][:e_memory]

      row = refusal[:row] unless refusal[:row].negative?
      field = CODES[:field].key(refusal[:field])
      place = [row && "row #{row}", field].compact.join(", ")
      kind = status == CODES[:status][:e_conflict] ? ConflictError : RefusedError
      raise kind.new(place.empty? ? text(status) : "#{place}: #{text(status)}", status, row, field)
    end
  end
end
